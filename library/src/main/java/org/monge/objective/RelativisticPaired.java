package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * The relativistic game, Jolicoeur-Martineau (2019), section 4.1 (RSGAN, also RpGAN): each real sample is compared with one
 * generated sample, and only the difference of their scores counts.
 */
public record RelativisticPaired() implements PairedObjective {
    /** E[softplus(-(D(x) - D(G(z))))]. */
    @Override
    public Tensor discriminatorLoss(Tensor realScores, Tensor fakeScores) {
        return Elementary.softplus(lead(fakeScores, realScores)).mean();
    }

    /** E[softplus(-(D(G(z)) - D(x)))]. */
    @Override
    public Tensor generatorLoss(Tensor realScores, Tensor fakeScores) {
        return Elementary.softplus(lead(realScores, fakeScores)).mean();
    }

    /** How far the first scores exceed the second, pair by pair. */
    private static Tensor lead(Tensor scores, Tensor others) {
        long pairs = scores.size(0);
        Require.that(
                others.size(0) == pairs, "scores", "as many as those they are paired with, " + pairs, others.size(0));
        return scores.sub(others);
    }

    @Override
    public String divergence() {
        return "relativistic-paired";
    }

    /**
     * log 2 - loss: at the best discriminator a divergence from 0 (equal distributions) to log 2 (disjoint ones), less at
     * any other; Jolicoeur-Martineau (2020).
     */
    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.neg().add(new Scalar(Math.log(2)));
    }
}
