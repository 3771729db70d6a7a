package org.monge.network;

import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Device;
import org.monge.engine.Stateful;

/** One of the two networks of the game. Its state is its weights and running statistics, by name. */
public interface Player extends Stateful {
    /** What training moves, in an order that never changes. */
    TensorVector parameters();

    /** Where its weights are, and so where it computes. */
    default Device device() {
        TensorVector parameters = parameters();
        return parameters.empty() ? Device.CPU : Device.of(parameters.get(0));
    }

    /** Brings weights that have bounds back into them; to be called after each update. Most players have none. */
    default void enforceBounds() {}

    /** Whether it must be told the labels of samples. */
    default boolean isConditional() {
        return false;
    }
}
