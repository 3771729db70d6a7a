package org.monge.network;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** The tensors of one layer, by the names of its {@link Layer#weights}. */
public final class Weights {
    private final Map<String, Tensor> tensors;

    Weights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * The tensor of this name.
     *
     * @throws IllegalArgumentException if the layer did not ask for it
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("weight must be one of " + tensors.keySet() + ", got " + name);
        }
        return tensor;
    }

    /** The tensor in the form that libtorch takes for "this or none". */
    TensorOptional optional(String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }
}
