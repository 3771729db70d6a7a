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
import org.monge.data.DatasetReader.Request;
import org.monge.engine.Shape;

class IdxFilesTest {
    @TempDir
    Path folder;

    private final IdxFiles reader = new IdxFiles();

    private static Request request(Split split, int size, int channels, String... classes) {
        return DataFiles.request("digits", split, new ImageShape(size, channels), List.of(classes));
    }

    @Test
    void trainingSplitHasItsLabels() throws IOException {
        Dataset dataset = reader.read(DataFiles.idxFolder(folder), request(Split.TRAIN, 2, 1));
        assertEquals(3, dataset.count());
        assertEquals(Shape.of(1, 2, 2), dataset.shape());
        assertArrayEquals(new int[] {4, 5, 6, 7}, DataFiles.values(dataset, 1));
        assertTrue(dataset.isLabelled());
        assertEquals(9, dataset.label(2));
        assertEquals("digits", dataset.name());
        assertEquals(folder.toString(), dataset.source());
    }

    @Test
    void classesWithoutNamesAreNumbered() throws IOException {
        Dataset dataset = reader.read(DataFiles.idxFolder(folder), request(Split.TRAIN, 2, 1));
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), dataset.classes());
    }

    @Test
    void splitWithoutLabelsIsUnlabelled() throws IOException {
        Dataset dataset = reader.read(DataFiles.idxFolder(folder), request(Split.TEST, 2, 1));
        assertEquals(2, dataset.count());
        assertFalse(dataset.isLabelled());
        assertEquals(List.of(), dataset.classes());
    }

    @Test
    void singleFileFindsTheLabelsBesideIt() throws IOException {
        Path file = DataFiles.idxFolder(folder).resolve("train-images-idx3-ubyte.gz");
        Dataset dataset = reader.read(file, request(Split.TEST, 2, 1));
        assertEquals(3, dataset.count());
        assertEquals(7, dataset.label(0));
        assertEquals(file.toString(), dataset.source());
    }

    @Test
    void imagesAreResized() throws IOException {
        Dataset dataset = reader.read(DataFiles.idxFolder(folder), request(Split.TRAIN, 4, 1));
        byte[] expected = Resize.to(2, 2, 4, 4).apply(DataFiles.counting(12));
        for (int i = 0; i < 16; i++) {
            assertEquals(expected[16 + i], DataFiles.values(dataset, 1)[i]);
        }
    }

    @Test
    void greyIsRepeatedWhereColorIsWanted() throws IOException {
        Dataset dataset = reader.read(DataFiles.idxFolder(folder), request(Split.TRAIN, 2, 3));
        assertEquals(Shape.of(3, 2, 2), dataset.shape());
        assertArrayEquals(new int[] {4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7}, DataFiles.values(dataset, 1));
    }

    @Test
    void labelBeyondTheKnownClassesIsRefused() throws IOException {
        Path data = DataFiles.idxFolder(folder);
        IOException e =
                assertThrows(InvalidDataException.class, () -> reader.read(data, request(Split.TRAIN, 2, 1, "a", "b")));
        Path labels = folder.resolve("train-labels-idx1-ubyte.gz");
        assertEquals(labels + ": label must be less than 2, got 9", e.getMessage());
    }

    @Test
    void labelsMustBeAsManyAsImages() throws IOException {
        Path labels = DataFiles.idxFolder(folder).resolve("train-labels-idx1-ubyte.gz");
        DataFiles.write(labels, DataFiles.idx(new byte[4], 4));
        IOException e = assertThrows(InvalidDataException.class, () -> reader.read(folder, request(Split.TRAIN, 2, 1)));
        assertEquals(labels + ": count must be 3 as there are images, got 4", e.getMessage());
    }

    @Test
    void missingSplitIsRefusedByName() throws IOException {
        DataFiles.write(folder.resolve("t10k-images-idx3-ubyte"), DataFiles.idx(new byte[4], 1, 2, 2));
        assertTrue(reader.recognizes(folder));
        IOException e = assertThrows(InvalidDataException.class, () -> reader.read(folder, request(Split.TRAIN, 2, 1)));
        assertEquals(
                folder + ": folder must hold train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got neither",
                e.getMessage());
    }

    @Test
    void otherFolderIsNotRecognized() {
        assertFalse(reader.recognizes(folder));
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() throws IOException {
        Path file = DataFiles.write(folder.resolve("x"), DataFiles.idx(new byte[40], 40, 1, 1));
        IOException e =
                assertThrows(InvalidDataException.class, () -> reader.read(file, request(Split.TRAIN, 8192, 1)));
        assertEquals(
                file + ": 40 images of 1x8192x8192 must be at most 2147483639 values together, got 2684354560",
                e.getMessage());
    }
}
