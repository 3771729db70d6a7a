package org.monge.data;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Device;

/**
 * Real samples that are used together, in the scope of whoever asked for them.
 *
 * @param samples {@code (N, ...)}, float; images are in [-1, 1]
 * @param labels {@code (N)}, int64, the class of each sample, where the data is labelled
 */
public record Batch(Tensor samples, Optional<Tensor> labels) {
    /** The same on {@code device}. */
    Batch on(Device device) {
        return new Batch(device.put(samples), labels.map(device::put));
    }
}
