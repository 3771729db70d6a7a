package org.monge.data;

import org.monge.engine.Device;
import org.monge.engine.Shape;
import org.monge.engine.State;

/** Another stream, whose batches are brought to a device. */
record Delivered(SampleStream stream, Device device) implements SampleStream {
    @Override
    public Batch next() {
        return stream.next().on(device);
    }

    @Override
    public Shape shape() {
        return stream.shape();
    }

    @Override
    public int batchSize() {
        return stream.batchSize();
    }

    @Override
    public void describe(State state) {
        stream.describe(state);
    }

    @Override
    public void close() {
        stream.close();
    }
}
