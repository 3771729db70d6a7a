package org.monge.objective;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** An objective that judges real and generated samples against each other. Both scores are {@code (N, 1)}. */
public non-sealed interface PairedObjective extends Objective {
    /** The generator's loss. */
    Tensor generatorLoss(Tensor realScores, Tensor fakeScores);

    @Override
    default Tensor generatorLoss(Supplier<Tensor> realScores, Tensor fakeScores) {
        return generatorLoss(realScores.get(), fakeScores);
    }
}
