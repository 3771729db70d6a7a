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

        @Override
        public Differential differential(Tensor samples, Weights weights, Mode mode) {
            return piecewiseLinear(samples, torch.relu(samples), 0);
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

        @Override
        public Differential differential(Tensor samples, Weights weights, Mode mode) {
            return piecewiseLinear(samples, forward(samples, weights, mode), slope);
        }
    }

    /** tanh(x): the range of images, [-1, 1]. */
    public record Tanh() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.tanh(samples);
        }
    }

    /** 1 / (1 + exp(-x)): between 0 and 1. */
    public record Sigmoid() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.sigmoid(samples);
        }
    }

    /**
     * x where positive, exp(x) - 1 elsewhere. Its slope has a corner at 0, and under a gradient penalty it could not be
     * trained (Gulrajani et al., 2017, appendix D): there take {@link SmoothElu}.
     */
    public record Elu() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.elu(samples);
        }
    }

    /** softplus(2x + 2) / 2 - 1, Gulrajani et al. (2017), appendix D: close to {@link Elu}, smooth everywhere. */
    public record SmoothElu() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            Tensor doubled = samples.mul(new Scalar(2.0)).add(new Scalar(2.0));
            return torch.softplus(doubled).mul(new Scalar(0.5)).sub(new Scalar(1.0));
        }
    }

    /** log(1 + exp(x)); above 20, where the difference is below 3e-9, x itself. */
    public record Softplus() implements Elementwise {
        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.softplus(samples);
        }
    }

    /** Slope 1 where positive, {@code slope} elsewhere; the slopes themselves have slope 0, so no gradient goes through them. */
    private static Differential piecewiseLinear(Tensor samples, Tensor output, double slope) {
        Tensor constant = samples.detach();
        Scalar negative = new Scalar(slope);
        return new Differential(output, gradient -> torch.leaky_relu_backward(gradient, constant, negative, false));
    }

    /** Whose output has the shape of its input. */
    private interface Elementwise extends Layer {
        @Override
        default Shape output(Shape input) {
            return input;
        }
    }
}
