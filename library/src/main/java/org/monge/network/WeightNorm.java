package org.monge.network;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/**
 * A layer whose kernel is g v / |v|, one length g and one norm for each output. Salimans and Kingma (2016), eq. 2. g starts
 * as the norm of v, so the layer starts as it would without. State as of PyTorch's {@code weight_norm} over the
 * dimension of the outputs: {@code weight_g}, {@code weight_v}.
 */
public record WeightNorm(Layer layer) implements Reparameterization {
    /** @throws IllegalArgumentException if {@code layer} is not a {@link KernelLayer} */
    public WeightNorm {
        Reparameterization.requireKernel(layer);
    }

    @Override
    public List<Weight> inPlaceOf(Weight kernel) {
        int outputs = Reparameterization.outputDimension(layer);
        Shape shape = kernel.shape();
        Shape lengths = new Shape(IntStream.range(0, shape.rank())
                .mapToObj(dimension -> dimension == outputs ? shape.get(dimension) : 1L)
                .toList());
        return List.of(Weight.of("weight_g", Role.GAIN, lengths), kernel.named("weight_v"));
    }

    @Override
    public Tensor kernel(Weights weights, Mode mode) {
        Tensor v = weights.get("weight_v");
        return v.mul(weights.get("weight_g").div(lengths(v)));
    }

    @Override
    public void start(Weights fresh) {
        fresh.get("weight_g").copy_(lengths(fresh.get("weight_v")));
    }

    private Tensor lengths(Tensor v) {
        int outputs = Reparameterization.outputDimension(layer);
        long[] others = LongStream.range(0, v.dim())
                .filter(dimension -> dimension != outputs)
                .toArray();
        return v.norm(new ScalarOptional(new Scalar(2.0)), others, true);
    }
}
