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
}
