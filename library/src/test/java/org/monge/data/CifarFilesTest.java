package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTest {
    @TempDir
    Path folder;

    /** An image whose planes are filled with red, green and blue, but for the red of its first row, which is 9. */
    private static byte[] record(int[] labels, int red, int green, int blue) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IntStream.of(labels).forEach(out::write);
        for (int value : new int[] {red, green, blue}) {
            byte[] plane = new byte[1024];
            Arrays.fill(plane, (byte) value);
            if (value == red) {
                Arrays.fill(plane, 0, 32, (byte) 9);
            }
            out.writeBytes(plane);
        }
        return out.toByteArray();
    }

    private Dataset read(Path path, Split split, int channels) throws IOException {
        ImageShape shape = new ImageShape(32, channels);
        return new CifarFiles().read(path, DataFiles.request("cifar", split, shape, List.of()));
    }

    @Test
    void folderOfTenHasItsBatchesInOrderAndItsNames() throws IOException {
        DataFiles.write(folder.resolve("data_batch_2.bin"), record(new int[] {3}, 200, 2, 1));
        DataFiles.write(folder.resolve("data_batch_1.bin"), record(new int[] {7}, 100, 50, 250));
        DataFiles.write(folder.resolve("test_batch.bin"), record(new int[] {9}, 1, 2, 3));
        String names = IntStream.range(0, 10).mapToObj(i -> "kind " + i).collect(Collectors.joining("\n")) + "\n\n";
        DataFiles.write(folder.resolve("batches.meta.txt"), names.getBytes(StandardCharsets.US_ASCII));
        Dataset train = read(folder, Split.TRAIN, 3);
        assertEquals(2, train.count());
        int[] first = DataFiles.values(train, 0);
        assertArrayEquals(
                new int[] {9, 9, 100, 50, 250, 250},
                new int[] {first[0], first[31], first[32], first[1024], first[2048], first[3071]});
        assertEquals("kind 7", train.classes().get(train.label(0)));
        assertEquals(3, train.label(1));
        Dataset test = read(folder, Split.TEST, 3);
        assertEquals(1, test.count());
        assertEquals(9, test.label(0));
    }

    @Test
    void fineLabelsOfHundredCount() throws IOException {
        Path file = DataFiles.write(folder.resolve("train.bin"), record(new int[] {19, 99}, 100, 50, 250));
        Dataset dataset = read(file, Split.TRAIN, 1);
        assertEquals(99, dataset.label(0));
        assertEquals("99", dataset.classes().get(99));
        assertEquals(88, DataFiles.values(dataset, 0)[40]); // 0.299 100 + 0.587 50 + 0.114 250 = 87.75
        assertEquals(dataset.sha256(), read(folder, Split.TRAIN, 1).sha256());
    }

    @Test
    void labelOutsideOfTheClassesIsRefused() throws IOException {
        Path file = DataFiles.write(folder.resolve("a.bin"), record(new int[] {10}, 1, 2, 3));
        assertEquals(
                file + ": label must be less than 10, got 10",
                assertThrows(InvalidDataException.class, () -> read(file, Split.TRAIN, 3))
                        .getMessage());
    }

    @Test
    void folderWithoutTheSplitIsRefused() throws IOException {
        DataFiles.write(folder.resolve("test_batch.bin"), record(new int[] {1}, 1, 2, 3));
        assertEquals(
                folder + ": folder must hold CIFAR's batches of the train split, got none",
                assertThrows(InvalidDataException.class, () -> read(folder, Split.TRAIN, 3))
                        .getMessage());
    }

    @Test
    void listOfAnotherNumberOfNamesIsRefused() throws IOException {
        DataFiles.write(folder.resolve("test_batch.bin"), record(new int[] {1}, 1, 2, 3));
        Path names = DataFiles.write(folder.resolve("batches.meta.txt"), new byte[] {'a', '\n', 'b'});
        assertEquals(
                names + ": names of classes must be 10 lines, got 2",
                assertThrows(InvalidDataException.class, () -> read(folder, Split.TEST, 3))
                        .getMessage());
    }
}
