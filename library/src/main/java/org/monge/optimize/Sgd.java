package org.monge.optimize;

import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;

/**
 * Stochastic gradient descent, with momentum as in Sutskever et al. (2013), section 2, in PyTorch's form: velocity =
 * momentum velocity + gradient, and the learning rate multiplies the velocity as it is added.
 *
 * @param learningRate of one step
 * @param momentum share of the velocity that stays; 0 for none
 * @param nesterov whether the step looks ahead by one more momentum; only with momentum
 */
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    /** @throws IllegalArgumentException if a setting is out of range */
    public Sgd {
        Require.positive("learningRate", learningRate);
        Require.fraction("momentum", momentum);
        Require.that(!nesterov || momentum > 0, "nesterov", "false without momentum", nesterov);
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Velocity(parameters, this);
    }

    private static final class Velocity implements Descent {
        private final TensorVector parameters;
        private final Sgd settings;
        private final Slots velocities;

        Velocity(TensorVector parameters, Sgd settings) {
            this.parameters = parameters;
            this.settings = settings;
            this.velocities = new Slots("momentum_buffer", settings.momentum() > 0 ? parameters : new TensorVector());
        }

        @Override
        public TensorVector parameters() {
            return parameters;
        }

        @Override
        public void step(TensorVector gradients, double factor) {
            Scope.mutating(() -> Foreach.sgd(
                    parameters,
                    gradients,
                    velocities.tensors(),
                    new Foreach.SgdConstants(
                            settings.learningRate() * factor, settings.momentum(), settings.nesterov())));
        }

        @Override
        public void describe(State state) {
            for (long i = 0; i < velocities.tensors().size(); i++) {
                velocities.describe(i, state);
            }
        }

        @Override
        public void close() {
            velocities.close();
        }
    }
}
