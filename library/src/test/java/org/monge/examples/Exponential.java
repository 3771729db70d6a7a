package org.monge.examples;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.objective.Elementary;
import org.monge.objective.PointwiseObjective;

// begins
/** The loss of boosting: its best score is half of log p/q, its least value 2 less the squared Hellinger distance. */
public record Exponential() implements PointwiseObjective {
    @Override
    public Tensor realLoss(Tensor realScores) {
        return Elementary.exp(realScores.neg()).mean();
    }

    @Override
    public Tensor fakeLoss(Tensor fakeScores) {
        return Elementary.exp(fakeScores).mean();
    }

    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return fakeScores.mean().neg();
    }

    @Override
    public String divergence() {
        return "squared-hellinger";
    }

    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.neg().add(new Scalar(2.0));
    }
}
