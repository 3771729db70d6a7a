package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/** The layers that the papers' networks are made of. Shapes are those of one sample; images are channels first. */
public final class Layers {
    private Layers() {}

    /** y = W x + b, from {@code (inputs)} to {@code (units)}. */
    public record Dense(long units, boolean bias) implements Layer {
        /** @throws IllegalArgumentException if {@code units} is less than 1 */
        public Dense {
            Require.positive("units", units);
        }

        @Override
        public Shape output(Shape input) {
            requireRank(1, "dense", input);
            return Shape.of(units);
        }

        @Override
        public List<Weight> weights(Shape input) {
            long inputs = input.size();
            List<Weight> weights = new ArrayList<>();
            weights.add(Weight.kernel(Shape.of(units, inputs), inputs, units));
            if (bias) {
                weights.add(Weight.of("bias", Role.BIAS, units));
            }
            return weights;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.linear(samples, weights.get("weight"), weights.optional("bias"));
        }
    }

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
            requireRank(3, "convolution", input);
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

    /**
     * Each channel (each value of a flat sample) shifted and scaled to mean 0 and variance 1, then by a learned gain and
     * bias. Ioffe and Szegedy (2015), algorithm 1.
     *
     * @param epsilon added to the variance
     * @param momentum the share of the batch in the running statistics: new = (1 - momentum) old + momentum batch;
     *     Keras calls one minus this its momentum
     */
    public record BatchNorm(double epsilon, double momentum) implements Layer {
        /** @throws IllegalArgumentException if {@code epsilon} is not positive or {@code momentum} not in (0, 1] */
        public BatchNorm {
            Require.positive("epsilon", epsilon);
            Require.that(momentum > 0 && momentum <= 1, "momentum", "greater than 0 and at most 1", momentum);
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public List<Weight> weights(Shape input) {
            long channels = input.get(0);
            return List.of(
                    Weight.of("weight", Role.GAIN, channels),
                    Weight.of("bias", Role.BIAS, channels),
                    Weight.of("running_mean", Role.RUNNING_MEAN, channels),
                    Weight.of("running_var", Role.RUNNING_VARIANCE, channels));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.batch_norm(
                    samples,
                    weights.optional("weight"),
                    weights.optional("bias"),
                    weights.optional("running_mean"),
                    weights.optional("running_var"),
                    mode == Mode.TRAINING,
                    momentum,
                    epsilon,
                    false);
        }
    }

    /** max(0, x). */
    public record Relu() implements Layer {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.relu(samples);
        }
    }

    /** x where positive, {@code slope} x elsewhere. */
    public record LeakyRelu(double slope) implements Layer {
        /** @throws IllegalArgumentException if {@code slope} is negative */
        public LeakyRelu {
            Require.notNegative("slope", slope);
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.leaky_relu(samples, new Scalar(slope));
        }
    }

    /** tanh(x): the range of images, [-1, 1]. */
    public record Tanh() implements Layer {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.tanh(samples);
        }
    }

    /**
     * Bilinear interpolation between pixel centres, from {@code (C, H, W)} to {@code (C, factor H, factor W)}.
     *
     * <p>It is linear and separable: a channel X, read row by row, is multiplied by the Kronecker product of the weights of
     * rows and columns. For small images that product is two to eight times as fast as libtorch's interpolation, forth
     * and back.
     */
    public record Upsample(long factor) implements Layer {
        /** The largest image for which the product is the faster way, in pixels. */
        private static final long SMALL = 256;

        /** @throws IllegalArgumentException if {@code factor} is less than 1 */
        public Upsample {
            Require.positive("factor", factor);
        }

        @Override
        public Shape output(Shape input) {
            requireRank(3, "upsample", input);
            return Shape.of(input.get(0), factor * input.get(1), factor * input.get(2));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            long height = samples.size(2);
            long width = samples.size(3);
            if (height * width > SMALL) {
                return torch.upsample_bilinear2d(samples, new long[] {factor * height, factor * width}, false);
            }
            Tensor rows = interpolation((int) height, samples); // (factor H, H)
            Tensor columns = interpolation((int) width, samples); // (factor W, W)
            return samples.flatten(2, -1) // (N, C, H W)
                    .matmul(torch.kron(rows, columns).t()) // (N, C, factor H factor W)
                    .reshape(samples.size(0), samples.size(1), factor * height, factor * width);
        }

        /** Row i has the weights of the pixels around (i + 1/2) / factor - 1/2, the edge repeated. */
        private Tensor interpolation(int extent, Tensor like) {
            int enlarged = Math.toIntExact(factor * extent);
            double[] matrix = new double[enlarged * extent];
            for (int i = 0; i < enlarged; i++) {
                double place = Math.max(0, (i + 0.5) / factor - 0.5);
                int below = Math.min((int) place, extent - 1);
                int above = Math.min(below + 1, extent - 1);
                matrix[i * extent + below] += 1 - (place - below);
                matrix[i * extent + above] += place - below;
            }
            return Tensor.create(matrix, enlarged, extent).to(like.scalar_type());
        }
    }

    /** The same values as {@code (channels, height, width)}, row by row. */
    public record Reshape(long channels, long height, long width) implements Layer {
        /** @throws IllegalArgumentException if an extent is less than 1 */
        public Reshape {
            Require.positive("channels", channels);
            Require.positive("height", height);
            Require.positive("width", width);
        }

        @Override
        public Shape output(Shape input) {
            Shape output = Shape.of(channels, height, width);
            Require.that(output.size() == input.size(), "reshape", "of " + input.size() + " values", output);
            return output;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.reshape(samples.size(0), channels, height, width);
        }
    }

    /** The same values in one dimension. */
    public record Flatten() implements Layer {
        @Override
        public Shape output(Shape input) {
            return Shape.of(input.size());
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.flatten(1, -1);
        }
    }

    private static void requireRank(int rank, String layer, Shape input) {
        Require.that(
                input.rank() == rank,
                "the input of " + layer,
                rank == 1 ? "flat" : "channels, height and width",
                input);
    }
}
