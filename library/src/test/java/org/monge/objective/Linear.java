package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.State;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/** D(x) = w·x, whose slope is w everywhere. */
record Linear(Tensor weights, TensorVector parameters) implements Discriminator {
    static Linear of(Tensor weights) {
        weights.set_requires_grad(true);
        return new Linear(weights, new TensorVector(weights));
    }

    @Override
    public Tensor score(Tensor samples, Mode mode) {
        return samples.flatten(1, -1).matmul(weights).unsqueeze(1);
    }

    @Override
    public void describe(State state) {
        state.tensor("weights", weights);
    }
}
