package org.monge.objective;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * What each player minimises, as a function of the discriminator's scores {@code (N, 1)}. Every result is a scalar.
 *
 * <p>An objective judges each score by itself ({@link PointwiseObjective}: most do) or real and generated samples against
 * each other ({@link PairedObjective}). A new one implements one of the two.
 */
public sealed interface Objective permits PointwiseObjective, PairedObjective {
    /** The discriminator's loss. */
    Tensor discriminatorLoss(Tensor realScores, Tensor fakeScores);

    /** The generator's loss. Scores of real samples are asked for only if the objective looks at them. */
    Tensor generatorLoss(Supplier<Tensor> realScores, Tensor fakeScores);

    /** What a discriminator near its optimum estimates: {@code wasserstein}, say. */
    String divergence();

    /** That estimate, from the discriminator's loss without its penalty. */
    Tensor divergence(Tensor discriminatorLoss);
}
