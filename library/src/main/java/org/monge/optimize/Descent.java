package org.monge.optimize;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Stateful;

/** An optimizer at work on one player's parameters. Its state is what it remembers between steps. */
public interface Descent extends Stateful, AutoCloseable {
    /** One step down the gradient of {@code loss}, which reaches these parameters and no others. */
    void minimize(Tensor loss);

    /** S. */
    default void minimize(Tensor loss, double factor) {
        minimize(loss);
    }
    /** S. */
    default void step(org.bytedeco.pytorch.TensorVector g, double factor) {
        throw new IllegalStateException();
    }

    @Override
    void close();
}
