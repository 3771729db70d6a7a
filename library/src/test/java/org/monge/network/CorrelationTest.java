package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.monge.engine.Scope.scoped;
import static org.monge.network.LayerContract.assertEqualForthAndBack;
import static org.monge.network.LayerContract.noise;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.Tensors;
import org.monge.engine.Device;

/** Every way to compute a correlation and its transpose, beside libtorch's own, forth and back. */
class CorrelationTest {
    /** Sums of some thousand terms of size 1, in another order. */
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "ABREAST, 8, 32, 32, 8, 8, 5, 2, 2", // way, n, channels, filters, height, width, kernel, stride, padding
        "ABREAST, 16, 48, 72, 8, 8, 4, 2, 1",
        "ABREAST, 8, 36, 36, 4, 4, 3, 1, 1",
        "ABREAST, 8, 24, 48, 6, 7, 5, 2, 2",
        "ABREAST, 2, 48, 48, 5, 3, 3, 1, 1",
        "ABREAST, 24, 24, 96, 7, 7, 5, 3, 1",
        "ALONE, 3, 32, 32, 8, 8, 5, 2, 2", // an odd batch
        "ALONE, 8, 32, 32, 8, 20, 5, 2, 2", // wide rows
        "ALONE, 8, 48, 72, 8, 8, 4, 2, 0", // no alignment
        "ALONE, 8, 24, 24, 8, 8, 5, 2, 2", // little work
        "TAPS, 3, 20, 3, 6, 5, 5, 1, 2",
        "TAPS, 3, 20, 1, 6, 5, 3, 1, 0",
        "TAPS_BACK, 3, 3, 20, 9, 8, 5, 2, 2",
        "TAPS_BACK, 3, 1, 20, 8, 8, 4, 2, 1"
    })
    void areThoseOfLibtorch(
            Way way, long n, long channels, long filters, long height, long width, long k, long stride, long padding) {
        scoped(() -> {
            Tensor images = noise(1, n, channels, height, width);
            Tensor kernel = noise(2, filters, channels, k, k);
            Tensor bias = noise(3, filters);
            long[] strides = {stride, stride};
            long[] paddings = {padding, padding};
            long[] ones = {1, 1};
            TensorOptional some = new TensorOptional(bias);
            Tensor plain = torch.conv2d(watched(images), watched(kernel), some, strides, paddings, ones, 1);
            assertEqualForthAndBack(
                    plain,
                    Correlation.of(images, kernel, some, stride, padding),
                    new TensorVector(images, kernel),
                    ROUNDING);

            assertEquals(way, way(images, kernel, stride, padding, plain));

            Tensor pixels = noise(4, Tensors.shape(plain));
            long[] rest = {rest(height, k, stride, padding), rest(width, k, stride, padding)};
            TensorOptional other = new TensorOptional(noise(5, channels));
            assertEqualForthAndBack(
                    torch.conv_transpose2d(watched(pixels), kernel, other, strides, paddings, rest, 1, ones),
                    Correlation.transposed(pixels, kernel, other, stride, padding, new long[] {height, width}),
                    new TensorVector(pixels, kernel),
                    ROUNDING);
        });
    }

    private enum Way {
        ALONE,
        ABREAST,
        TAPS,
        TAPS_BACK
    }

    private static Way way(Tensor images, Tensor kernel, long stride, long padding, Tensor output) {
        long filters = kernel.size(0);
        long channels = kernel.size(1);
        if (Correlation.isNarrow(images, filters, channels)) {
            return Way.TAPS;
        }
        if (Correlation.isNarrow(images, channels, filters)) {
            return Way.TAPS_BACK;
        }
        long[] small = {output.size(2), output.size(3)};
        boolean alone = Correlation.Abreast.of(images, kernel, stride, padding, small, images.size(3))
                .isAlone();
        return alone ? Way.ALONE : Way.ABREAST;
    }

    /** libtorch's meta device has no convolution to compare with. */
    @Test
    void anotherDeviceTakesThePlainWay() {
        Device elsewhere = new Device(DeviceType.Meta, 0);
        scoped(() -> {
            Tensor output = noise(1, 8, 48, 4, 4);
            for (long filters : new long[] {1, 48}) {
                Tensor images = noise(2, 8, 48, 4, 4);
                Tensor kernel = noise(3, filters, 48, 3, 3);
                assertNotEquals(Way.ALONE, way(images, kernel, 1, 1, output));
                assertEquals(Way.ALONE, way(elsewhere.put(images), elsewhere.put(kernel), 1, 1, output));
            }
        });
    }

    private static Tensor watched(Tensor tensor) {
        tensor.set_requires_grad(true);
        return tensor;
    }

    private static long rest(long extent, long kernel, long stride, long padding) {
        return (extent + 2 * padding - kernel) % stride;
    }
}
