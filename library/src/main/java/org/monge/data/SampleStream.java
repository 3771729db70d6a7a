package org.monge.data;

import org.monge.engine.Device;
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

    /** This stream with its batches on {@code device}; its state is this one's. */
    default SampleStream on(Device device) {
        return device.equals(Device.CPU) ? this : new Delivered(this, device);
    }

    @Override
    void close();
}
