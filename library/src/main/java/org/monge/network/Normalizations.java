package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
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
}
