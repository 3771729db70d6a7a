package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
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
    public record Convolution(long filters, long kernel, long stride, long padding, boolean bias)
            implements KernelLayer {
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
            double connections = channels * area + (double) filters * area / ((double) stride * stride);
            Shape shape = Shape.of(filters, channels, kernel, kernel);
            return withBias(Weight.kernel(shape, channels * area, filters * area, connections), bias, filters);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return Correlation.of(samples, weights.get("weight"), weights.optional("bias"), stride, padding);
        }

        @Override
        public Differential differential(Tensor samples, Weights weights, Mode mode) {
            long[] extents = {samples.size(2), samples.size(3)};
            return new Differential(
                    forward(samples, weights, mode),
                    gradient -> Correlation.transposed(
                            gradient, weights.get("weight"), new TensorOptional(), stride, padding, extents));
        }
    }

    /**
     * The transpose of a convolution, which spreads each pixel by a kernel, from {@code (C, H, W)} to
     * {@code (filters, H', W')} with H' = (H - 1) stride - 2 padding + kernel + outputPadding; DCGAN's
     * "fractionally-strided convolution" (Radford et al., 2015, section 3).
     *
     * @param padding rows and columns cut off on each of the four sides
     * @param outputPadding rows and columns added at the bottom and the right, less than {@code stride}
     */
    public record TransposedConvolution(
            long filters, long kernel, long stride, long padding, long outputPadding, boolean bias)
            implements KernelLayer {
        /** @throws IllegalArgumentException if a setting is out of range */
        public TransposedConvolution {
            Require.positive("filters", filters);
            Require.positive("kernel", kernel);
            Require.positive("stride", stride);
            Require.notNegative("padding", padding);
            Require.that(
                    outputPadding >= 0 && outputPadding < stride,
                    "outputPadding",
                    "at least 0 and less than the stride, " + stride,
                    outputPadding);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("transposed-convolution", input);
            return Shape.of(filters, output(input.get(1)), output(input.get(2)));
        }

        private long output(long extent) {
            long spread = (extent - 1) * stride + kernel + outputPadding;
            Require.that(2 * padding < spread, "padding", "less than half the spread image, " + spread, padding);
            return spread - 2 * padding;
        }

        @Override
        public List<Weight> weights(Shape input) {
            long channels = input.get(0);
            long area = kernel * kernel;
            double connections = (double) channels * area / ((double) stride * stride) + filters * area;
            Shape shape = Shape.of(channels, filters, kernel, kernel);
            return withBias(Weight.kernel(shape, channels * area, filters * area, connections), bias, filters);
        }

        @Override
        public int outputDimension() {
            return 1;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            long[] extents = {output(samples.size(2)), output(samples.size(3))};
            return Correlation.transposed(
                    samples, weights.get("weight"), weights.optional("bias"), stride, padding, extents);
        }

        @Override
        public Differential differential(Tensor samples, Weights weights, Mode mode) {
            return new Differential(
                    forward(samples, weights, mode),
                    gradient -> Correlation.of(gradient, weights.get("weight"), new TensorOptional(), stride, padding));
        }
    }

    private static List<Weight> withBias(Weight kernel, boolean bias, long filters) {
        List<Weight> weights = new ArrayList<>();
        weights.add(kernel);
        if (bias) {
            weights.add(Weight.of("bias", Role.BIAS, filters));
        }
        return weights;
    }
}
