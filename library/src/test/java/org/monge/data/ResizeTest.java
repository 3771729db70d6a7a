package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.kBilinear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;

class ResizeTest {
    /** Half for rounding, the rest for float32. */
    private static final double NEAREST_BYTE = 0.5 + 1e-3;

    /** F.interpolate(pattern(5, 4), (8, 7), mode="bilinear", antialias=True) of PyTorch 2.13.0. */
    private static final float[] GROWN = {
        0.0000f, 13.2143f, 34.3571f, 55.5000f, 76.6429f, 97.7857f, 111.0000f, 39.8125f, 55.0580f, 79.4509f, 103.8438f,
        128.2366f, 152.6295f, 167.8750f, 96.6875f, 114.8348f, 143.8705f, 164.9062f, 185.9420f, 214.9777f, 233.1250f,
        153.5625f, 174.6116f, 208.2902f, 153.9688f, 99.6473f, 133.3259f, 154.3750f, 130.4375f, 154.3884f, 192.7098f,
        143.0312f, 93.3527f, 131.6741f, 155.6250f, 27.3125f, 54.1652f, 97.1295f, 132.0938f, 167.0581f, 210.0223f,
        236.8750f, 68.1875f, 97.9420f, 145.5491f, 121.1562f, 96.7634f, 144.3705f, 174.1250f, 108.0000f, 139.7857f,
        190.6429f, 113.5000f, 36.3572f, 87.2143f, 119.0000f
    };

    /** The same of pattern(9, 7) to (4, 3). */
    private static final float[] SHRUNK = {
        105.3755f, 138.2572f, 141.8816f, 123.8362f, 147.7432f, 139.0139f, 114.9512f, 149.3902f, 135.6620f, 156.6163f,
        154.3849f, 141.0898f
    };

    /** The same of pattern(6, 11) to (3, 13). */
    private static final float[] SHRUNK_AND_GROWN = {
        65.0000f, 100.6044f, 117.2637f, 142.3626f, 147.7692f, 110.9780f, 150.1429f, 158.3626f, 115.9450f, 121.3517f,
        118.3186f, 81.5275f, 89.0000f, 99.5000f, 152.9615f, 133.0000f, 142.5769f, 162.0000f, 127.2692f, 159.0000f,
        136.5769f, 114.1538f, 126.1923f, 157.9231f, 152.7308f, 58.5000f, 134.0000f, 120.9231f, 106.5385f, 142.7912f,
        176.2308f, 136.5275f, 122.1429f, 107.7582f, 144.0110f, 152.1319f, 137.7472f, 140.2417f, 183.4286f
    };

    private static byte[] pattern(int height, int width) {
        byte[] plane = new byte[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane[y * width + x] = (byte) (x * 37 + y * 91 + x * y * 13);
            }
        }
        return plane;
    }

    private static void assertNearest(float[] expected, byte[] bytes) {
        assertEquals(expected.length, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            assertEquals(expected[i], bytes[i] & 0xFF, NEAREST_BYTE, "value " + i);
        }
    }

    @Test
    void growingMatchesPyTorch() {
        assertNearest(GROWN, Resize.to(5, 4, 8, 7).apply(pattern(5, 4)));
    }

    @Test
    void shrinkingMatchesPyTorchWithAntialiasing() {
        assertNearest(SHRUNK, Resize.to(9, 7, 4, 3).apply(pattern(9, 7)));
    }

    @Test
    void shrinkingOneSideAndGrowingTheOtherMatchesPyTorch() {
        assertNearest(SHRUNK_AND_GROWN, Resize.to(6, 11, 3, 13).apply(pattern(6, 11)));
    }

    @ParameterizedTest
    @CsvSource({"28,28,32,32", "28,28,14,14", "100,37,32,32", "7,300,64,5", "1,1,3,3", "64,64,63,65"})
    void agreesWithLibtorch(int height, int width, int toHeight, int toWidth) {
        float[] expected = Scope.reading(() -> HostTensors.floats(interpolate(height, width, toHeight, toWidth, true)));
        assertNearest(expected, Resize.to(height, width, toHeight, toWidth).apply(pattern(height, width)));
    }

    @Test
    void growingIsPlainBilinearInterpolation() {
        float[] expected = Scope.reading(() -> HostTensors.floats(interpolate(28, 28, 32, 32, false)));
        assertNearest(expected, Resize.to(28, 28, 32, 32).apply(pattern(28, 28)));
    }

    private static Tensor interpolate(int height, int width, int toHeight, int toWidth, boolean antialias) {
        Tensor plane =
                HostTensors.bytes(pattern(height, width), 1, 1, height, width).to(ScalarType.Float);
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVector(toHeight, toWidth));
        options.mode().put(new kBilinear());
        options.align_corners().put(false);
        options.antialias().put(antialias);
        return torch.interpolate(plane, options);
    }

    @Test
    void sameSizeChangesNothing() {
        assertArrayEquals(pattern(6, 5), Resize.to(6, 5, 6, 5).apply(pattern(6, 5)));
    }

    @Test
    void squareIsTheMiddleOfTheImageInProportion() {
        byte[] whole = Resize.to(20, 50, 8, 20).apply(pattern(20, 50));
        byte[] square = Resize.toSquare(20, 50, 8).apply(pattern(20, 50));
        assertEquals(64, square.length);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertEquals(whole[y * 20 + x + 6], square[y * 8 + x]);
            }
        }
    }

    @Test
    void tallImageIsCutAboveAndBelow() {
        byte[] whole = Resize.to(50, 20, 20, 8).apply(pattern(50, 20));
        byte[] square = Resize.toSquare(50, 20, 8).apply(pattern(50, 20));
        for (int i = 0; i < 64; i++) {
            assertEquals(whole[6 * 8 + i], square[i]);
        }
    }

    @Test
    void eachPlaneIsResizedByItself() {
        byte[] two = new byte[2 * 30];
        System.arraycopy(pattern(6, 5), 0, two, 30, 30);
        byte[] resized = Resize.to(6, 5, 3, 4).apply(two);
        byte[] alone = Resize.to(6, 5, 3, 4).apply(pattern(6, 5));
        for (int i = 0; i < 12; i++) {
            assertEquals(0, resized[i]);
            assertEquals(alone[i], resized[12 + i]);
        }
    }

    @Test
    void extremesStayExtremes() {
        byte[] white = new byte[49];
        Arrays.fill(white, (byte) 255);
        for (byte value : Resize.to(7, 7, 16, 3).apply(white)) {
            assertEquals(255, value & 0xFF);
        }
    }

    @Test
    void partOfAPlaneIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Resize.to(2, 2, 4, 4).apply(new byte[7]));
        assertEquals("planes must be a multiple of 2x2 values, got 7", e.getMessage());
    }
}
