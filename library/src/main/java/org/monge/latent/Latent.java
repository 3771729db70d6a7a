package org.monge.latent;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;

/** A prior p(z). */
public interface Latent extends Source {
    /** How many numbers one latent has. */
    long size();

    /** Draws {@code n} latents, {@code (n, size)}, float. */
    Tensor sample(long n, RandomStream random);

    /** -log p(z) up to a constant, {@code (N)}, for latents {@code (N, size)} where p is not zero. */
    Tensor energy(Tensor latents);

    /** Brings latents to the nearest ones where p is not zero, in place. */
    default void confine(Tensor latents) {}

    @Override
    default Shape shape(Shape sample) {
        return Shape.of(size());
    }

    @Override
    default Tensor draw(long n, Supplier<Tensor> reals, RandomStream random) {
        return sample(n, random);
    }
}
