package org.monge.optimize;

import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;

/**
 * RMSProp, Tieleman and Hinton (2012), lecture 6.5, as PyTorch has it: each weight moves by the learning rate times its
 * gradient over the root of the mean of its squares, plus epsilon. TensorFlow 1 adds epsilon under the root instead and
 * starts the mean at 1.
 *
 * @param learningRate alpha of Arjovsky et al. (2017)
 * @param decay of the mean of squared gradients; PyTorch's alpha, 0.99 there
 * @param epsilon added outside the root; 1e-8 in PyTorch
 */
public record RmsProp(double learningRate, double decay, double epsilon) implements Optimizer {
    /** @throws IllegalArgumentException if a setting is out of range */
    public RmsProp {
        Require.positive("learningRate", learningRate);
        Require.fraction("decay", decay);
        Require.positive("epsilon", epsilon);
    }

    @Override
    public double momentum() {
        return 0;
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Squares(parameters, this);
    }

    private static final class Squares implements Descent {
        private final TensorVector parameters;
        private final RmsProp settings;
        private final Slots squares;

        Squares(TensorVector parameters, RmsProp settings) {
            this.parameters = parameters;
            this.settings = settings;
            this.squares = new Slots("square_avg", parameters);
        }

        @Override
        public TensorVector parameters() {
            return parameters;
        }

        @Override
        public void step(TensorVector gradients, double factor) {
            TensorVector means = squares.tensors();
            Scope.mutating(() -> {
                Foreach.multiply(means, settings.decay());
                Foreach.addProduct(means, gradients, gradients, 1 - settings.decay());
                TensorVector roots = Foreach.sqrt(means);
                Foreach.add(roots, settings.epsilon());
                Foreach.addQuotient(parameters, gradients, roots, -settings.learningRate() * factor);
            });
        }

        @Override
        public void describe(State state) {
            for (long i = 0; i < parameters.size(); i++) {
                squares.describe(i, state);
            }
        }

        @Override
        public void close() {
            squares.close();
        }
    }
}
