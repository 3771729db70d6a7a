package org.monge.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * The Wasserstein-1 distance in its dual form, Arjovsky et al. (2017), eq. 2 and algorithm 1, with the critic's sign
 * turned because both players minimise. No sigmoid, no logarithm.
 */
public record Wasserstein() implements PointwiseObjective {
    /** -E[D(x)]. */
    @Override
    public Tensor realLoss(Tensor realScores) {
        return realScores.mean().neg();
    }

    /** E[D(G(z))]. */
    @Override
    public Tensor fakeLoss(Tensor fakeScores) {
        return fakeScores.mean();
    }

    /** -E[D(G(z))]. */
    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return fakeScores.mean().neg();
    }

    @Override
    public String divergence() {
        return "wasserstein";
    }

    /** E[D(x)] - E[D(G(z))]: the distance, if the critic is the best among those with slope at most 1. */
    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.neg();
    }
}
