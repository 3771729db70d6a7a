package org.monge.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * What each player minimises, as a function of the discriminator's scores {@code (N, 1)}. Every result is a scalar.
 */
public interface Objective {
    /** The share of real samples in the discriminator's loss. */
    Tensor realLoss(Tensor realScores);

    /** The share of generated samples in the discriminator's loss. */
    Tensor fakeLoss(Tensor fakeScores);

    /** The discriminator's loss: the sum of its two shares. */
    default Tensor discriminatorLoss(Tensor realScores, Tensor fakeScores) {
        return realLoss(realScores).add(fakeLoss(fakeScores));
    }

    /** The generator's loss. */
    Tensor generatorLoss(Tensor fakeScores);

    /** What a discriminator near its optimum estimates: {@code wasserstein}, say. */
    String divergence();

    /** That estimate, from the discriminator's loss without its penalty. */
    Tensor divergence(Tensor discriminatorLoss);
}
