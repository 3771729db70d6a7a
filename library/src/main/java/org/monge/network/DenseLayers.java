package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/** Layers that join every input with every output. They take flat samples. */
public final class DenseLayers {
    private DenseLayers() {}

    /** y = W x + b, from {@code (inputs)} to {@code (units)}. */
    public record Dense(long units, boolean bias) implements KernelLayer {
        /** @throws IllegalArgumentException if {@code units} is less than 1 */
        public Dense {
            Require.positive("units", units);
        }

        @Override
        public Shape output(Shape input) {
            Fit.flat("dense", input);
            return Shape.of(units);
        }

        @Override
        public List<Weight> weights(Shape input) {
            return affine(input.size(), units, bias);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.linear(samples, weights.get("weight"), weights.optional("bias"));
        }

        @Override
        public Differential differential(Tensor samples, Weights weights, Mode mode) {
            return new Differential(
                    forward(samples, weights, mode), gradient -> gradient.matmul(weights.get("weight")));
        }
    }

    /**
     * For each unit the largest of {@code pieces} affine maps, from {@code (inputs)} to {@code (units)}: a convex function
     * that is learned. Goodfellow et al. (2013), section 3. The maps are one dense layer of {@code units pieces} rows, a
     * unit's own rows together.
     */
    public record Maxout(long units, long pieces, boolean bias) implements KernelLayer {
        /** @throws IllegalArgumentException if a count is less than 1 */
        public Maxout {
            Require.positive("units", units);
            Require.positive("pieces", pieces);
        }

        @Override
        public Shape output(Shape input) {
            Fit.flat("maxout", input);
            return Shape.of(units);
        }

        @Override
        public List<Weight> weights(Shape input) {
            return affine(input.size(), Math.multiplyExact(units, pieces), bias);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.linear(samples, weights.get("weight"), weights.optional("bias"))
                    .reshape(samples.size(0), units, pieces)
                    .amax(new long[] {2}, false);
        }
    }

    private static List<Weight> affine(long inputs, long outputs, boolean bias) {
        List<Weight> weights = new ArrayList<>();
        weights.add(Weight.kernel(Shape.of(outputs, inputs), inputs, outputs));
        if (bias) {
            weights.add(Weight.of("bias", Role.BIAS, outputs));
        }
        return weights;
    }
}
