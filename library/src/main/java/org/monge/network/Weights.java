package org.monge.network;

import java.util.LinkedHashMap;
import java.util.List;
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

    /** These and one more, or another in its place. */
    Weights with(String name, Tensor tensor) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, tensor);
        return new Weights(changed);
    }

    /** Those of a part: what stands behind {@code prefix} and a full stop. */
    Weights under(String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix + ".")) {
                part.put(name.substring(prefix.length() + 1), tensor);
            }
        });
        return new Weights(part);
    }

    /** Those that training moves. */
    List<Tensor> trained() {
        return tensors.values().stream().filter(Tensor::requires_grad).toList();
    }

    /** The tensor in the form that libtorch takes for "this or none". */
    TensorOptional optional(String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }
}
