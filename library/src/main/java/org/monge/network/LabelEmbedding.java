package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * A sample with {@code size} learned numbers of its class behind it, from {@code (inputs)} to {@code (inputs + size)}: what
 * tells a generator the class. The embedding's values start as those of a kernel with one input and {@code size}
 * outputs.
 */
public record LabelEmbedding(long classes, long size) implements LabelledLayer {
    /** @throws IllegalArgumentException if a count is less than 1 */
    public LabelEmbedding {
        Require.positive("classes", classes);
        Require.positive("size", size);
    }

    @Override
    public Shape output(Shape input) {
        Fit.flat("label-embedding", input);
        return Shape.of(input.size() + size);
    }

    @Override
    public List<Weight> weights(Shape input) {
        return List.of(Weight.kernel(Shape.of(classes, size), 1, size));
    }

    @Override
    public Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        Tensor embedded = torch.embedding(weights.get("weight"), labels); // (N, size)
        return torch.cat(new TensorVector(samples, embedded), 1);
    }
}
