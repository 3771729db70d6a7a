package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    private void picture(String name, int grey) throws IOException {
        DataFiles.write(folder.resolve(name), DataFiles.plain(grey, 5, 3));
    }

    private Dataset read() throws IOException {
        return new ImageFolder().read(folder, DataFiles.request(1, 1));
    }

    private String refusal() {
        return assertThrows(InvalidDataException.class, this::read).getMessage();
    }

    @Test
    void imagesComeInTheOrderOfTheirNames() throws IOException {
        picture("b.png", 2);
        picture("a.png", 1);
        picture("C.PNG", 0);
        picture("b10.png", 3);
        Dataset dataset = read();
        assertEquals(4, dataset.count());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new int[] {i}, DataFiles.values(dataset, i));
        }
        assertFalse(dataset.isLabelled());
    }

    @Test
    void subFoldersAreClasses() throws IOException {
        picture("shoes/1.png", 10);
        picture("bags/2.png", 20);
        picture("bags/1.png", 30);
        picture("shoes/deeper/3.png", 40);
        Dataset dataset = read();
        assertEquals(List.of("bags", "shoes"), dataset.classes());
        assertTrue(dataset.isLabelled());
        int[] greys = {30, 20, 10, 40};
        int[] labels = {0, 0, 1, 1};
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new int[] {greys[i]}, DataFiles.values(dataset, i));
            assertEquals(labels[i], dataset.label(i));
        }
    }

    @Test
    void hiddenFilesAndOtherKindsAreLeftOut() throws IOException {
        picture("a.png", 1);
        picture(".thumb.png", 2);
        picture(".git/b.png", 3);
        DataFiles.write(folder.resolve("notes.txt"), new byte[] {1});
        assertEquals(1, read().count());
    }

    @Test
    void looseImagesBesideClassesAreRefused() throws IOException {
        picture("a.png", 1);
        picture("bags/b.png", 2);
        assertEquals(
                folder + ": images must be either in the folder or in its sub-folders, got both: "
                        + folder.resolve("a.png") + " beside " + folder.resolve("bags"),
                refusal());
    }

    @Test
    void folderWithoutImagesIsRefused() {
        assertEquals(
                folder + ": folder must be one that holds PNG, JPEG, GIF, BMP or WebP images, got none", refusal());
    }

    @Test
    void classWithoutImagesIsRefusedByName() throws IOException {
        picture("bags/b.png", 2);
        DataFiles.write(folder.resolve("shoes/readme.txt"), new byte[] {1});
        assertTrue(refusal().startsWith(folder.resolve("shoes") + ": folder must be one that holds"), refusal());
    }

    @Test
    void ofSeveralBrokenFilesTheFirstIsNamed() throws IOException {
        for (int i = 10; i < 40; i++) {
            picture(i + ".png", i);
        }
        DataFiles.write(folder.resolve("23.png"), new byte[] {1, 2, 3});
        DataFiles.write(folder.resolve("31.png"), new byte[0]);
        for (int repeat = 0; repeat < 20; repeat++) {
            assertEquals(
                    folder.resolve("23.png") + ": content must be PNG, JPEG, GIF, BMP or WebP, got none of them",
                    refusal());
        }
    }

    @Test
    void resultDoesNotDependOnTheNumberOfThreads() throws IOException {
        for (int i = 100; i < 150; i++) {
            picture(i + ".png", i);
        }
        String alone = new ImageFolder(1).read(folder, DataFiles.request(1, 1)).sha256();
        assertEquals(
                alone, new ImageFolder(7).read(folder, DataFiles.request(1, 1)).sha256());
    }

    @Test
    void formatIsKnownByContent() throws IOException {
        DataFiles.write(folder.resolve("a.png"), DataFiles.LOSSLESS_WEBP);
        assertEquals(1, read().count());
    }

    @Test
    void unreadableImagesAreLeftOutAndCountedWhenAsked() throws IOException {
        for (int i = 10; i < 40; i++) {
            picture((i < 25 ? "a/" : "b/") + i + ".png", i);
        }
        DataFiles.write(folder.resolve("a/20.png"), new byte[] {1, 2, 3});
        DataFiles.write(folder.resolve("b/30.png"), new byte[0]);
        Dataset dataset = new ImageFolder(3).read(folder, DataFiles.skipping(1, 1));
        assertEquals(28, dataset.count());
        assertEquals(folder + " (2 unreadable of 30 left out)", dataset.source());
        for (int i = 0; i < 28; i++) {
            int number = DataFiles.values(dataset, i)[0];
            assertEquals(number < 25 ? 0 : 1, dataset.label(i), number + ".png");
        }
    }

    @Test
    void folderOfNothingButUnreadableImagesIsRefused() throws IOException {
        DataFiles.write(folder.resolve("1.png"), new byte[] {1, 2, 3});
        String message = assertThrows(
                        InvalidDataException.class, () -> new ImageFolder().read(folder, DataFiles.skipping(1, 1)))
                .getMessage();
        assertEquals(folder + ": images must be readable, at least one of 1, got none that is", message);
    }
}
