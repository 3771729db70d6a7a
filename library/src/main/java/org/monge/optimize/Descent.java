package org.monge.optimize;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Gradients;
import org.monge.engine.Stateful;

/** An optimizer at work on one player's parameters. Its state is what it remembers between steps. */
public interface Descent extends Stateful, AutoCloseable {
    /** What it moves. */
    TensorVector parameters();

    /**
     * One step against these gradients, one for each parameter. Call inside a scope. Simultaneous updates take the gradients
     * of both players first.
     *
     * @param factor of the learning rate, from a {@link Schedule}
     */
    void step(TensorVector gradients, double factor);

    /** One step down the gradient of {@code loss}, which reaches these parameters and no others. */
    default void minimize(Tensor loss) {
        minimize(loss, 1);
    }

    /** The same with {@code factor} times the learning rate. */
    default void minimize(Tensor loss, double factor) {
        step(Gradients.of(loss, parameters()), factor);
    }

    @Override
    void close();
}
