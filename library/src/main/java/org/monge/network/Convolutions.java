package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/** Layers that move kernels over images. Shapes are those of one sample, channels first. */
public final class Convolutions {
    private Convolutions() {}

    /**
     * Correlation with {@code filters} square kernels, from {@code (C, H, W)} to {@code (filters, H', W')} with
     * H' = (H + 2 padding - kernel) / stride + 1, rounded down.
     */
    public record Convolution(long filters, long kernel, long stride, long padding, boolean bias) implements Layer {
        /** @throws IllegalArgumentException if a setting is too small */
        public Convolution {
            Require.positive("filters", filters);
            Require.positive("kernel", kernel);
            Require.positive("stride", stride);
            Require.notNegative("padding", padding);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("convolution", input);
            return Shape.of(filters, output(input.get(1)), output(input.get(2)));
        }

        private long output(long extent) {
            Require.that(
                    extent + 2 * padding >= kernel,
                    "kernel",
                    "at most the padded image, " + (extent + 2 * padding),
                    kernel);
            return (extent + 2 * padding - kernel) / stride + 1;
        }

        @Override
        public List<Weight> weights(Shape input) {
            long channels = input.get(0);
            long area = kernel * kernel;
            List<Weight> weights = new ArrayList<>();
            weights.add(Weight.kernel(Shape.of(filters, channels, kernel, kernel), channels * area, filters * area));
            if (bias) {
                weights.add(Weight.of("bias", Role.BIAS, filters));
            }
            return weights;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.conv2d(
                    samples,
                    weights.get("weight"),
                    weights.optional("bias"),
                    new long[] {stride, stride},
                    new long[] {padding, padding},
                    new long[] {1, 1},
                    1);
        }
    }
}
