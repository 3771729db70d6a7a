package org.monge.optimize;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;

/**
 * Another optimizer, whose gradients are shortened together where the 2-norm of all of them exceeds a bound, Pascanu et al.
 * (2013), algorithm 1.
 *
 * @param norm the greatest
 * @param optimizer what takes the step
 */
public record ClippedGradients(double norm, Optimizer optimizer) implements Optimizer {
    /** Added to the norm before division, as in PyTorch. */
    private static final double EPSILON = 1e-6;

    /** @throws IllegalArgumentException if {@code norm} is not greater than 0 */
    public ClippedGradients {
        Require.positive("norm", norm);
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Clipped(optimizer.over(parameters), norm);
    }

    @Override
    public double learningRate() {
        return optimizer.learningRate();
    }

    @Override
    public double momentum() {
        return optimizer.momentum();
    }

    private record Clipped(Descent descent, double norm) implements Descent {
        @Override
        public TensorVector parameters() {
            return descent.parameters();
        }

        @Override
        public void step(TensorVector gradients, double factor) {
            Scope.mutating(() -> {
                Tensor total = torch.stack(Foreach.norms(gradients), 0).norm();
                Tensor share = total.add(new Scalar(EPSILON)).reciprocal().mul(new Scalar(norm));
                descent.step(Foreach.multiplied(gradients, share.clamp_max(new Scalar(1.0))), factor);
            });
        }

        @Override
        public void describe(State state) {
            descent.describe(state);
        }

        @Override
        public void close() {
            descent.close();
        }
    }
}
