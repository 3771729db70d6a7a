package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * The original discriminator with the generator that Goodfellow et al. (2014), section 3, train: it maximises log D(G(z)),
 * whose gradient is strong where the discriminator is sure.
 *
 * @param smoothing s: samples called real have the target 1 - s, Salimans et al. (2016), section 3.4; 0 for none
 * @param flipping the share of each batch whose label the discriminator is told wrong, rounded to whole samples; 0 for
 *     none
 */
public record NonSaturating(double smoothing, double flipping) implements Logistic {
    /** @throws IllegalArgumentException if {@code smoothing} is not in [0, 1) or {@code flipping} not in [0, 0.5) */
    public NonSaturating {
        Require.fraction("smoothing", smoothing);
        Require.that(flipping >= 0 && flipping < 0.5, "flipping", "at least 0 and less than 0.5", flipping);
    }

    /** -E[log D(G(z))]. */
    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return Elementary.softplus(fakeScores.neg()).mean();
    }
}
