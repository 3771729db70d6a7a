package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.network.Discriminator;

/** A regulariser of the discriminator, added to its loss. */
public interface Penalty {
    /**
     * A scalar whose gradient reaches the discriminator's parameters; {@code real} and {@code fake} are
     * {@code (N, ...)}.
     */
    Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random);

    /** Whether scores are differentiated by samples, so that every layer of the discriminator must have a second derivative. */
    default boolean differentiatesScores() {
        return true;
    }

    /** Whether each sample's score is taken for a function of that sample, which it is not after a batch normalisation. */
    default boolean isPerSample() {
        return true;
    }
}
