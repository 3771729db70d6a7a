package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;
import static org.monge.network.LayerContract.assertEqualForthAndBack;
import static org.monge.network.LayerContract.noise;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.engine.Device;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Resampling.NearestUpsample;
import org.monge.network.Resampling.Upsample;

class InterpolatedConvolutionTest {
    /** Sums of some hundred terms of size 1, in another order. */
    private static final double ROUNDING = 1e-10;

    @ParameterizedTest
    @CsvSource({
        "5, 3, 4, 6, 5, 1, 2", // channels, filters, height, width, kernel, stride, padding
        "2, 1, 3, 3, 3, 1, 1",
        "2, 20, 4, 4, 5, 1, 2",
        "3, 2, 5, 4, 3, 2, 1",
        "3, 2, 5, 4, 4, 1, 0",
        "3, 2, 2, 2, 3, 1, 4",
        "4, 33, 1, 1, 1, 1, 0"
    })
    void isTheConvolutionOfTheEnlargedImage(
            long channels, long filters, long height, long width, long kernel, long stride, long padding) {
        for (Interpolation interpolation : List.of(new Upsample(2), new Upsample(3), new NearestUpsample(2))) {
            scoped(() -> {
                Convolution convolution = new Convolution(filters, kernel, stride, padding, true);
                Tensor samples = noise(1, 3, channels, height, width);
                Tensor weight = noise(2, filters, channels, kernel, kernel);
                Tensor bias = noise(3, filters);
                TensorVector sources = new TensorVector(samples, weight, bias);
                for (long i = 0; i < sources.size(); i++) {
                    sources.get(i).set_requires_grad(true);
                }
                Weights weights = new Weights(Map.of("weight", weight, "bias", bias));

                Tensor enlarged = interpolation.forward(samples, weights, Mode.TRAINING);
                Tensor apart = convolution.forward(enlarged, weights, Mode.TRAINING);
                InterpolatedConvolution one = new InterpolatedConvolution(interpolation, convolution);
                assertEqualForthAndBack(apart, one.together(samples, weights, Long.MAX_VALUE), sources, ROUNDING);

                long sharesOfTwo = 2 * kernel * kernel * filters * height * width;
                for (long atOnce : new long[] {1, sharesOfTwo}) { // three parts, or two of two samples and of one
                    Tensor whole = one.together(samples, weights, Long.MAX_VALUE);
                    assertEqualForthAndBack(whole, one.together(samples, weights, atOnce), sources, ROUNDING);
                }
            });
        }
    }

    @Test
    void neighboursAreComputedAsOneWhereThatPays() {
        Stages stages = new Stages(List.of(new Upsample(2), new Convolution(16, 3, 1, 1, false)));
        scoped(() -> {
            Weights none = new Weights(Map.of());
            stages.forward(noise(1, 1, 64, 7, 7), i -> none, (layer, samples, weights) -> {
                assertTrue(layer instanceof InterpolatedConvolution one && one.pays(samples), layer.toString());
                return samples;
            });
            InterpolatedConvolution many =
                    new InterpolatedConvolution(new Upsample(2), new Convolution(16, 3, 1, 1, false));
            Device elsewhere = new Device(DeviceType.Meta, 0);
            assertFalse(many.pays(elsewhere.put(noise(1, 1, 64, 7, 7))), "not on another device");
            Layer few = new InterpolatedConvolution(new Upsample(2), new Convolution(64, 3, 1, 1, false));
            assertTrue(few instanceof InterpolatedConvolution one && !one.pays(noise(1, 1, 3, 32, 32)));
        });
    }
}
