package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/** Layers that join every input with every output. Flat samples. */
public final class DenseLayers {
    private DenseLayers() {}

    /** y = W x + b, from {@code (inputs)} to {@code (units)}. */
    public record Dense(long units, boolean bias) implements Layer {
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
            long inputs = input.size();
            List<Weight> weights = new ArrayList<>();
            weights.add(Weight.kernel(Shape.of(units, inputs), inputs, units));
            if (bias) {
                weights.add(Weight.of("bias", Role.BIAS, units));
            }
            return weights;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.linear(samples, weights.get("weight"), weights.optional("bias"));
        }
    }
}
