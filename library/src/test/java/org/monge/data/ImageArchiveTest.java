package org.monge.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageArchiveTest {
    private static final String DEEP = "a-folder-whose-name-is-long/".repeat(6);

    @TempDir
    Path folder;

    private Dataset read(String name, Map<String, byte[]> files) throws IOException {
        byte[] content = name.endsWith(".zip") ? DataFiles.zip(files) : DataFiles.tar(files);
        Path archive = DataFiles.write(folder.resolve(name), name.endsWith("gz") ? DataFiles.gzip(content) : content);
        return new ImageArchive(3).read(archive, DataFiles.request(1, 1));
    }

    private static void assertGreys(Dataset dataset, int... greys) {
        assertEquals(greys.length, dataset.count());
        for (int i = 0; i < greys.length; i++) {
            assertArrayEquals(new int[] {greys[i]}, DataFiles.values(dataset, i), "image " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.zip", "p.tar", "p.tar.gz", "p.tgz"})
    void foldersBelowTheSharedOnesAreClassesAndImagesKeepTheirOrder(String name) throws IOException {
        Dataset dataset = read(name, DataFiles.pictures());
        assertGreys(dataset, 20, 10, 30);
        assertEquals(List.of("a", "b"), dataset.classes());
        assertArrayEquals(new int[] {1, 0, 1}, new int[] {dataset.label(0), dataset.label(1), dataset.label(2)});
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.zip", "p.tar", "p.tgz"})
    void dotOfThePackedFolderIsNoName(String name) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        DataFiles.pictures().forEach((file, content) -> files.put("./" + file, content));
        Dataset dataset = read(name, files);
        assertGreys(dataset, 20, 10, 30);
        assertEquals(List.of("a", "b"), dataset.classes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.zip", "p.tar"})
    void imagesOfOneFolderHaveNoLabels(String name) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(DEEP + "2.png", DataFiles.plain(1, 3, 5));
        files.put(DEEP + "1.png", DataFiles.plain(2, 9, 2));
        files.put(DEEP + "notes.txt", new byte[3]);
        files.put(DEEP + "._1.png", new byte[3]);
        files.put("__MACOSX/1.png", new byte[3]);
        Dataset dataset = read(name, files);
        assertGreys(dataset, 1, 2);
        assertFalse(dataset.isLabelled());
    }

    @Test
    void archiveHoldsWhatItsFolderHolds() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String file : List.of("a/1.png", "a/2.jpg", "b/deep/1.gif")) {
            files.put(file, DataFiles.picture(file.substring(file.length() - 3)));
            DataFiles.write(folder.resolve("unpacked").resolve(file), files.get(file));
        }
        DatasetReader.Request request = DataFiles.request(8, 3);
        Dataset unpacked = new ImageFolder().read(folder.resolve("unpacked"), request);
        Path zip = DataFiles.write(folder.resolve("p.zip"), DataFiles.zip(files));
        assertEquals(unpacked.sha256(), new ImageArchive().read(zip, request).sha256());
        Path tar = DataFiles.write(folder.resolve("p.tar"), DataFiles.tar(files));
        assertEquals(unpacked.sha256(), new ImageArchive().read(tar, request).sha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.zip", "p.tar"})
    void unreadableImageIsNamedOrLeftOutAndCounted(String name) throws IOException {
        Map<String, byte[]> files = DataFiles.pictures();
        files.put("photos/a/2.png", new byte[] {1, 2, 3});
        String refusal = assertThrows(InvalidDataException.class, () -> read(name, files))
                .getMessage();
        assertEquals(
                folder.resolve(name)
                        + "!/photos/a/2.png: content must be PNG, JPEG, GIF, BMP or WebP, got none of them",
                refusal);
        Dataset rest = new ImageArchive().read(folder.resolve(name), DataFiles.skipping(1, 1));
        assertGreys(rest, 20, 30);
        assertEquals(folder.resolve(name) + " (1 unreadable of 3 left out)", rest.source());
        assertFalse(rest.isLabelled(), "the rest lies in one folder");
    }

    @Test
    void looseImagesBesideClassesAreRefused() {
        Map<String, byte[]> files = DataFiles.pictures();
        files.put("photos/4.png", DataFiles.plain(40, 4, 4));
        String refusal = assertThrows(InvalidDataException.class, () -> read("p.zip", files))
                .getMessage();
        assertEquals(
                folder.resolve("p.zip") + ": images must be either in one folder or in its sub-folders,"
                        + " got both: photos/4.png beside photos/b/1.png",
                refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.zip", "p.tar"})
    void archiveWithoutImagesIsRefused(String name) {
        String refusal = assertThrows(InvalidDataException.class, () -> read(name, Map.of("notes.txt", new byte[9])))
                .getMessage();
        assertEquals(
                folder.resolve(name) + ": archive must be one that holds PNG, JPEG, GIF, BMP or WebP images, got none",
                refusal);
    }

    /** The picture is stored uncompressed in the tar and has no checksum there; a zip's has. */
    @Test
    void contentUnlikeItsChecksumIsRefused() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("a.bmp", DataFiles.picture("bmp")));
        int entry = new String(zip, ISO_8859_1).lastIndexOf("PK\1\2");
        zip[entry + 16] ^= 1; // the lowest byte of the checksum in the directory
        Path file = DataFiles.write(folder.resolve("p.zip"), zip);
        String refusal = assertThrows(
                        InvalidDataException.class, () -> new ImageArchive().read(file, DataFiles.request(1, 1)))
                .getMessage();
        assertEquals(file + "!/a.bmp: checksum must be as stored, got another", refusal);
    }

    @Test
    void kindsAreKnownByTheirEndings() throws IOException {
        for (String name : List.of("a.zip", "a.tar", "a.TAR.GZ", "a.tgz")) {
            assertTrue(new ImageArchive().recognizes(DataFiles.write(folder.resolve(name), new byte[1])), name);
        }
        assertFalse(new ImageArchive().recognizes(DataFiles.write(folder.resolve("train.gz"), new byte[1])));
    }
}
