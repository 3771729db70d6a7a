package org.monge.data;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Stateful;

/** An endless stream of real samples, whose position is part of a checkpoint. */
public interface SampleStream extends Stateful, AutoCloseable {
    /** The next batch, {@code (N, ...)}, float, in the scope of the caller; images are in [-1, 1]. */
    Tensor next();

    @Override
    void close();
}
