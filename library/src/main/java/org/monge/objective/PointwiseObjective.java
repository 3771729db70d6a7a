package org.monge.objective;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** An objective that judges each score by itself. */
public non-sealed interface PointwiseObjective extends Objective {
    /** The share of real samples in the discriminator's loss. */
    Tensor realLoss(Tensor realScores);

    /** The share of generated samples in the discriminator's loss. */
    Tensor fakeLoss(Tensor fakeScores);

    /** The discriminator's loss: the sum of its two shares. */
    @Override
    default Tensor discriminatorLoss(Tensor realScores, Tensor fakeScores) {
        return realLoss(realScores).add(fakeLoss(fakeScores));
    }

    /** The generator's loss. */
    Tensor generatorLoss(Tensor fakeScores);

    @Override
    default Tensor generatorLoss(Supplier<Tensor> realScores, Tensor fakeScores) {
        return generatorLoss(fakeScores);
    }
}
