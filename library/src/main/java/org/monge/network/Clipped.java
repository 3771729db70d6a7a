package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * A layer whose trained weights, biases and gains too, start and stay in [-bound, bound]: the constraint of Arjovsky et
 * al. (2017), algorithm 1, on one layer. It is {@link Player#enforceBounds} that brings them back.
 */
public record Clipped(Layer layer, double bound) implements Layer {
    /** @throws IllegalArgumentException if {@code bound} is not greater than 0 */
    public Clipped {
        Require.positive("bound", bound);
    }

    @Override
    public Shape output(Shape input) {
        return layer.output(input);
    }

    @Override
    public List<Weight> weights(Shape input) {
        return layer.weights(input);
    }

    @Override
    public Tensor forward(Tensor samples, Weights weights, Mode mode) {
        return layer.forward(samples, weights, mode);
    }

    @Override
    public Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return layer.forward(samples, labels, weights, mode);
    }

    @Override
    public Differential differential(Tensor samples, Weights weights, Mode mode) {
        return layer.differential(samples, weights, mode);
    }

    @Override
    public Differential differential(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return layer.differential(samples, labels, weights, mode);
    }

    @Override
    public List<Layer> parts() {
        return List.of(layer);
    }

    @Override
    public void start(Weights fresh) {
        layer.start(fresh);
    }

    @Override
    public void enforceBounds(Weights weights) {
        layer.enforceBounds(weights);
        ScalarOptional least = new ScalarOptional(new Scalar(-bound));
        ScalarOptional greatest = new ScalarOptional(new Scalar(bound));
        weights.trained().forEach(weight -> weight.clamp_(least, greatest));
    }
}
