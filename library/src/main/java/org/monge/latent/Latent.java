package org.monge.latent;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;

/** A prior p(z). */
public interface Latent {
    /** How many numbers one latent has. */
    long size();

    /** Draws {@code n} latents, {@code (n, size)}, float. */
    Tensor sample(long n, RandomStream random);
}
