package org.monge.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Layers that map each value for itself. */
public final class Activations {
    private Activations() {}

    /** max(0, x). */
    public record Relu() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.relu(samples);
        }
    }

    /** x where positive, {@code slope} x elsewhere. */
    public record LeakyRelu(double slope) implements Elementwise {
        /** @throws IllegalArgumentException if {@code slope} is negative */
        public LeakyRelu {
            Require.notNegative("slope", slope);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.leaky_relu(samples, new Scalar(slope));
        }
    }

    /** tanh(x): the range of images, [-1, 1]. */
    public record Tanh() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.tanh(samples);
        }
    }

    /** Whose output has the shape of its input. */
    private interface Elementwise extends Layer {
        @Override
        default Shape output(Shape input) {
            return input;
        }
    }
}
