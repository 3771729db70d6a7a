package org.monge.study;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.State;
import org.monge.network.Generator;
import org.monge.network.Mode;
import org.monge.optimize.Descent;

/** A generator that stays as it is while its adversary learns. */
record Fixed(Generator generator) implements Generator {
    /** In evaluation always: statistics stay as well. */
    @Override
    public Tensor generate(Tensor latents, Mode mode) {
        return generator.generate(latents, Mode.EVALUATION);
    }

    @Override
    public TensorVector parameters() {
        return generator.parameters();
    }

    @Override
    public void describe(State state) {
        generator.describe(state);
    }

    /** How it does not move. */
    Descent rest() {
        return new Rest(parameters());
    }

    private record Rest(TensorVector parameters) implements Descent {
        @Override
        public void step(TensorVector gradients, double factor) {}

        @Override
        public void minimize(Tensor loss, double factor) {}

        @Override
        public void describe(State state) {}

        @Override
        public void close() {}
    }
}
