package org.monge.latent;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;

/** What a generator starts from: noise, or a degraded sample that it has to restore. */
public interface Source {
    /** Of one start, where samples are of shape {@code sample}. */
    Shape shape(Shape sample);

    /**
     * Draws {@code n} starts, {@code (n, ...)}, float.
     *
     * @param reals {@code n} real samples, asked for only by a source that starts from them
     */
    Tensor draw(long n, Supplier<Tensor> reals, RandomStream random);
}
