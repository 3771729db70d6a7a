package org.monge.network;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/** Layers that shift and scale to mean 0 and variance 1. Shapes are those of one sample, channels first. */
public final class Normalizations {
    private Normalizations() {}

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
        public boolean actsOnEachAlone() {
            return false;
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

    /**
     * Each sample, all its values together, shifted and scaled to mean 0 and variance 1, then by a learned gain and bias.
     * Ba et al. (2016), eq. 3. It takes every sample for itself, so it may stand in a critic under a gradient penalty.
     *
     * @param affine what has a gain and a bias of its own
     * @param epsilon added to the variance
     */
    public record LayerNorm(Affine affine, double epsilon) implements Layer {
        /** What has a gain and a bias of its own. */
        public enum Affine {
            /** Each channel, as in the code of Gulrajani et al. (2017): PyTorch's {@code GroupNorm(1, C)}. */
            PER_CHANNEL,
            /** Each value: PyTorch's {@code LayerNorm([C, H, W])}. */
            PER_VALUE
        }

        /** @throws IllegalArgumentException if {@code epsilon} is not greater than 0 */
        public LayerNorm {
            Require.positive("epsilon", epsilon);
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public List<Weight> weights(Shape input) {
            Shape learned =
                    switch (affine) {
                        case PER_CHANNEL -> Shape.of(input.get(0));
                        case PER_VALUE -> input;
                    };
            return List.of(Weight.of("weight", Role.GAIN, learned), Weight.of("bias", Role.BIAS, learned));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            TensorOptional gain = weights.optional("weight");
            TensorOptional bias = weights.optional("bias");
            return switch (affine) {
                case PER_CHANNEL -> torch.group_norm(samples, 1, gain, bias, epsilon, false);
                case PER_VALUE -> torch.layer_norm(samples, extents(samples), gain, bias, epsilon, false);
            };
        }

        private static long[] extents(Tensor samples) {
            return LongStream.range(1, samples.dim()).map(samples::size).toArray();
        }
    }

    /**
     * Each channel of each image shifted and scaled to mean 0 and variance 1. Ulyanov et al. (2016), eq. 4.
     *
     * @param affine whether each channel then has a learned gain and bias
     * @param epsilon added to the variance
     */
    public record InstanceNorm(boolean affine, double epsilon) implements Layer {
        /** @throws IllegalArgumentException if {@code epsilon} is not greater than 0 */
        public InstanceNorm {
            Require.positive("epsilon", epsilon);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("instance-norm", input);
            Require.that(input.size() > input.get(0), "the input of instance-norm", "of more than one pixel", input);
            return input;
        }

        @Override
        public List<Weight> weights(Shape input) {
            return affine ? gainAndBias(input) : List.of();
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            TensorOptional none = new TensorOptional();
            return torch.instance_norm(
                    samples, weights.optional("weight"), weights.optional("bias"), none, none, true, 0, epsilon, false);
        }
    }

    /**
     * Groups of neighbouring channels of each sample shifted and scaled to mean 0 and variance 1, then each channel by a
     * learned gain and bias. Wu and He (2018), eq. 7.
     *
     * @param epsilon added to the variance
     */
    public record GroupNorm(long groups, double epsilon) implements Layer {
        /** @throws IllegalArgumentException if {@code groups} is less than 1 or {@code epsilon} is not greater than 0 */
        public GroupNorm {
            Require.positive("groups", groups);
            Require.positive("epsilon", epsilon);
        }

        @Override
        public Shape output(Shape input) {
            Fit.multiple("channels", input.get(0), groups);
            return input;
        }

        @Override
        public List<Weight> weights(Shape input) {
            return gainAndBias(input);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.group_norm(
                    samples, groups, weights.optional("weight"), weights.optional("bias"), epsilon, false);
        }
    }

    private static List<Weight> gainAndBias(Shape input) {
        long channels = input.get(0);
        return List.of(Weight.of("weight", Role.GAIN, channels), Weight.of("bias", Role.BIAS, channels));
    }
}
