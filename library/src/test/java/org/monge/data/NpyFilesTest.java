package org.monge.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFilesTest {
    /**
     * Written by NumPy 2.4.6: {@code numpy.savez_compressed(file, x_train=a, y_train=b, x_test=c)} with {@code a =
     * arange(24).reshape(2, 3, 2, 2)} as uint8, {@code b = array([[3], [1]])} as big-endian int64, and {@code c =
     * array([[[0.0, 1.0], [0.5, -0.5]]])} as float64.
     */
    private static final byte[] NUMPY = Base64.getDecoder()
            .decode("UEsDBC0AAAAIAAAAIQDZkyvN//////////8LABQAeF90cmFpbi5ucHkBABAAmAAAAAAAAABjAAAAAAAAAJvsF+ob"
                    + "EMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsY6CkDSSFNHoVaB"
                    + "DMDFwMjEzMLKxs7BycXNw8vHLyAoJCwiKiYOAFBLAwQtAAAACAAAACEADOpm7///////////CwAUAHlfdHJhaW4u"
                    + "bnB5AQAQAJAAAAAAAAAATAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBul2mhrqOgnpZfVFKUmBefX5SSChJ3"
                    + "S8wpTgWKF2ckFqQC+RpGOgqGmjoKtQpkAy4GCGCG0owAUEsDBC0AAAAIAAAAIQCvexzO//////////8KABQAeF90"
                    + "ZXN0Lm5weQEAEACgAAAAAAAAAFIAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+U"
                    + "kgoSd0vMKU4FihdnJBakAvkahjoKRkCkqaNQq0Ae4GJAAR/sIfQDGL0fAFBLAQItAy0AAAAIAAAAIQDZkyvNYwAA"
                    + "AJgAAAALAAAAAAAAAAAAAACAAQAAAAB4X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQAM6mbvTAAAAJAAAAALAAAA"
                    + "AAAAAAAAAACAAaAAAAB5X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQCvexzOUgAAAKAAAAAKAAAAAAAAAAAAAACA"
                    + "ASkBAAB4X3Rlc3QubnB5UEsFBgAAAAADAAMAqgAAALcBAAAAAA==");

    @TempDir
    Path folder;

    private Dataset read(byte[] content, String name, int channels) throws IOException {
        Path file = DataFiles.write(folder.resolve(name), content);
        return new NpyFiles().read(file, DataFiles.request(2, channels));
    }

    private String refusal(byte[] content, String name) {
        String message = assertThrows(InvalidDataException.class, () -> read(content, name, 1))
                .getMessage();
        return message.substring(folder.toString().length() + 1);
    }

    @Test
    void fileOfNumpyIsReadBySplitWithItsLabels() throws IOException {
        Dataset train = read(NUMPY, "a.npz", 3);
        assertEquals(2, train.count());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, DataFiles.values(train, 0));
        assertArrayEquals(new int[] {3, 1}, new int[] {train.label(0), train.label(1)});
        assertEquals(List.of("0", "1", "2", "3"), train.classes());
        DatasetReader.Request request = DataFiles.request("a", Split.TEST, new ImageShape(2, 1), List.of());
        Dataset test = new NpyFiles().read(folder.resolve("a.npz"), request);
        assertArrayEquals(new int[] {128, 255, 191, 64}, DataFiles.values(test, 0)); // in [-1, 1]
        assertFalse(test.isLabelled());
    }

    @Test
    void channelsAreLastWhereTheLastExtentSaysSo() throws IOException {
        byte[] values = DataFiles.counting(12);
        int[] planes = {0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11};
        assertArrayEquals(planes, DataFiles.values(read(DataFiles.npy("|u1", values, 1, 2, 2, 3), "a.npy", 3), 0));
        int[] same = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        assertArrayEquals(same, DataFiles.values(read(DataFiles.npy("|u1", values, 1, 3, 2, 2), "a.npy", 3), 0));
    }

    @Test
    void greyIsRepeatedAndColorBecomesGrey() throws IOException {
        byte[] values = DataFiles.counting(4);
        int[] repeated = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
        for (int[] extents : List.of(new int[] {1, 2, 2}, new int[] {1, 2, 2, 1}, new int[] {1, 1, 2, 2})) {
            assertArrayEquals(repeated, DataFiles.values(read(DataFiles.npy("|u1", values, extents), "a.npy", 3), 0));
        }
        byte[] red = {100, 100, 100, 100, 0, 0, 0, 0, 0, 0, 0, 0};
        int[] luma = {30, 30, 30, 30}; // 0.299 of it
        assertArrayEquals(luma, DataFiles.values(read(DataFiles.npy("|u1", red, 1, 3, 2, 2), "a.npy", 1), 0));
    }

    /** 255 x for x in [0, 1], 127.5 (x + 1) for x in [-1, 1], rounded to the nearest byte; one range for all images. */
    @Test
    void rangeOfFloatsIsTheSmallestThatHoldsAll() throws IOException {
        byte[] positive = DataFiles.npy("<f4", DataFiles.floats(0, 0.2f, 0.499f, 1), 1, 2, 2);
        assertArrayEquals(new int[] {0, 51, 127, 255}, DataFiles.values(read(positive, "a.npy", 1), 0));
        byte[] both = DataFiles.npy("<f4", DataFiles.floats(0, 0.2f, 0.6f, 1, -1, -0.6f, 0, 0), 2, 2, 2);
        assertArrayEquals(new int[] {128, 153, 204, 255}, DataFiles.values(read(both, "a.npy", 1), 0));
        assertArrayEquals(new int[] {0, 51, 128, 128}, DataFiles.values(read(both, "a.npy", 1), 1));
    }

    @Test
    void valuesOutsideOfTheRangesAreRefused() {
        assertEquals(
                "a.npy: values must be in [0, 1] or in [-1, 1] where they are floats, got 0.0 to 255.0",
                refusal(DataFiles.npy("<f4", DataFiles.floats(0, 0, 0, 255), 1, 2, 2), "a.npy"));
        assertEquals(
                "a.npy: values must be numbers, got NaN",
                refusal(DataFiles.npy("<f4", DataFiles.floats(0, 0, 0, Float.NaN), 1, 2, 2), "a.npy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'|u1' ; '<i4' ; type must be unsigned bytes or floats, got i4",
                "'fortran_order': False ; 'fortran_order': True ; order must be row by row (C order), got column by column",
                "(1, 2, 2,) ; (1, 2, 0,) ; dimension 2 must be from 1 to 999999999, got 0",
                "(1, 2, 2,) ; (2, 2,) ; shape must be [N, H, W], [N, H, W, C] or [N, C, H, W] with C 1 or 3, got [2, 2]",
                "'|u1' ; '<c8' ; type must be integers, or floats of 4 or 8 bytes, got c8",
                "'|u1' ; '|O' ; header must be one of numbers: descr, fortran_order, shape",
            })
    void otherArraysAreRefused(String old, String replacement, String message) {
        String good = new String(DataFiles.npy("|u1", DataFiles.counting(4), 1, 2, 2), ISO_8859_1);
        String header = good.substring(0, good.indexOf('}') + 1).replace(old, replacement);
        String padding = " ".repeat(good.indexOf('\n') - header.length());
        byte[] other = (header + padding + good.substring(good.indexOf('\n'))).getBytes(ISO_8859_1);
        String refusal = refusal(other, "a.npy");
        assertTrue(refusal.startsWith("a.npy: " + message), refusal);
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        byte[] images = DataFiles.npy("|u1", DataFiles.counting(8), 2, 2, 2);
        assertEquals(
                "a.npz!/y.npy: shape must be [2] as there are images, got [3]",
                refusal(
                        DataFiles.zip(Map.of("x.npy", images, "y.npy", DataFiles.npy("|u1", new byte[3], 3))),
                        "a.npz"));
        assertEquals(
                "a.npz!/labels.npy: label must be from 0 to 65535, got -1",
                refusal(
                        DataFiles.zip(Map.of(
                                "images.npy", images, "labels.npy", DataFiles.npy("|i1", new byte[] {0, -1}, 2))),
                        "a.npz"));
        assertEquals(
                "a.npz!/y.npy: type must be integers, got floats",
                refusal(
                        DataFiles.zip(
                                Map.of("x.npy", images, "y.npy", DataFiles.npy("<f4", DataFiles.floats(0, 1), 2))),
                        "a.npz"));
    }

    @Test
    void archiveWithoutImagesIsRefused() {
        assertEquals(
                "a.npz: arrays must include one called images, x, data, arr_0, got none of them",
                refusal(DataFiles.zip(Map.of("z.npy", new byte[1])), "a.npz"));
    }
}
