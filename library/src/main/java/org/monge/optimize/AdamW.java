package org.monge.optimize;

import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;

/**
 * Adam with decoupled weight decay, Loshchilov and Hutter (2019), algorithm 2. As in PyTorch a step first multiplies the
 * weights by 1 - alpha lambda; the paper's decay is not multiplied by alpha, but by the schedule's factor alone.
 *
 * @param learningRate alpha
 * @param beta1 decay of the mean of gradients; 0 for none
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the corrected second moment
 * @param weightDecay lambda
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {
    /** @throws IllegalArgumentException if a setting is out of range */
    public AdamW {
        Require.positive("learningRate", learningRate);
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.notNegative("weightDecay", weightDecay);
    }

    @Override
    public double momentum() {
        return beta1;
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Moments(
                parameters,
                factor -> new Foreach.AdamConstants(learningRate * factor, beta1, beta2, epsilon, weightDecay),
                Foreach::adamW);
    }
}
