package org.monge.data;

import org.monge.engine.Shape;
import org.monge.engine.Stateful;

/** An endless stream of real samples, whose position is part of a checkpoint. */
public interface SampleStream extends Stateful, AutoCloseable {
    /** The next batch, in the scope of the caller. */
    Batch next();

    /** Of one sample. */
    Shape shape();

    /** How many samples a batch has. */
    int batchSize();

    @Override
    void close();
}
