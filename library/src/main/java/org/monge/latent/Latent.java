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

    @Override
    default Shape shape(Shape sample) {
        return Shape.of(size());
    }

    @Override
    default Tensor draw(long n, Supplier<Tensor> reals, RandomStream random) {
        return sample(n, random);
    }
}
