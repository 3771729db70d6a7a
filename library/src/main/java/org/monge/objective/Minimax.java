package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * The original game, Goodfellow et al. (2014), eq. 1: the generator minimises what the discriminator maximises. Its
 * gradient vanishes where the discriminator is sure.
 *
 * @param smoothing s: samples called real have the target 1 - s, Salimans et al. (2016), section 3.4; 0 for none
 * @param flipping the share of each batch whose label the discriminator is told wrong, rounded to whole samples; 0 for
 *     none
 */
public record Minimax(double smoothing, double flipping) implements Logistic {
    /** @throws IllegalArgumentException if {@code smoothing} is not in [0, 1) or {@code flipping} not in [0, 0.5) */
    public Minimax {
        Require.fraction("smoothing", smoothing);
        Require.that(flipping >= 0 && flipping < 0.5, "flipping", "at least 0 and less than 0.5", flipping);
    }

    /** E[log(1 - D(G(z)))]. */
    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return Elementary.softplus(fakeScores).mean().neg();
    }
}
