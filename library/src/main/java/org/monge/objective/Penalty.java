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
}
