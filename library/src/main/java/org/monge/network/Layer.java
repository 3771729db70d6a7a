package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Shape;

/**
 * A layer as a value: what it computes, given its weights. It holds no tensors itself, so one layer may appear in many
 * networks, and a user's own layer is a record of its settings with three methods.
 */
public interface Layer {
    /**
     * The shape of one output.
     *
     * @throws IllegalArgumentException if the layer cannot take samples of this shape
     */
    Shape output(Shape input);

    /** The tensors it needs for samples of this shape, in the order of a PyTorch state dict. */
    default List<Weight> weights(Shape input) {
        return List.of();
    }

    /** Samples {@code (N, input)} to {@code (N, output)}. */
    Tensor forward(Tensor samples, Weights weights, Mode mode);

    /** The same, given the samples' labels {@code (N)}. Most layers do not look at them. */
    default Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return forward(samples, weights, mode);
    }

    /**
     * {@link #forward} with the way of a gradient back. Automatic differentiation is right for every layer; one that knows
     * its own pullback spares the penalty on slopes its second pass through autograd.
     */
    default Differential differential(Tensor samples, Weights weights, Mode mode) {
        return Differential.automatic(samples, from -> forward(from, weights, mode));
    }

    /** The same, given the samples' labels {@code (N)}. */
    default Differential differential(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return differential(samples, weights, mode);
    }

    /** The layers that this one is made of; none for most. */
    default List<Layer> parts() {
        return List.of();
    }

    /**
     * Whether {@link #forward} in {@link Mode#TRAINING} gives each sample what it would give it alone and leaves the weights as they
     * are, so that two batches may go through as one.
     */
    default boolean actsOnEachAlone() {
        return parts().stream().allMatch(Layer::actsOnEachAlone);
    }

    /** Completes fresh weights in place, where some start from others. No gradients are recorded. */
    default void start(Weights fresh) {}

    /** Brings weights that have bounds back into them, in place. No gradients are recorded. */
    default void enforceBounds(Weights weights) {}
}
