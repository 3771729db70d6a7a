package org.monge.optimize;

import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;

/**
 * Adam, Kingma and Ba (2015), algorithm 1.
 *
 * @param learningRate alpha
 * @param beta1 decay of the mean of gradients; 0 for none
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the corrected second moment
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    /** @throws IllegalArgumentException if a setting is out of range */
    public Adam {
        Require.positive("learningRate", learningRate);
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    @Override
    public double momentum() {
        return beta1;
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Moments(
                parameters,
                factor -> new Foreach.AdamConstants(learningRate * factor, beta1, beta2, epsilon, 0),
                Foreach::adam);
    }
}
