package org.monge.optimize;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Foreach;
import org.monge.engine.Gradients;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;

/**
 * Adam, Kingma and Ba (2015), algorithm 1.
 *
 * @param learningRate alpha
 * @param beta1 decay of the mean of gradients; 0 for none
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the corrected second moment
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    /** @throws IllegalArgumentException if a setting is out of range */
    public Adam {
        Require.positive("learningRate", learningRate);
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    @Override
    public Descent over(TensorVector parameters) {
        return new Moments(parameters, new Foreach.AdamConstants(learningRate, beta1, beta2, epsilon));
    }

    private static final class Moments implements Descent {
        private final TensorVector parameters;
        private final Foreach.AdamConstants constants;
        private final TensorVector first = new TensorVector();
        private final TensorVector second = new TensorVector();
        private final TensorVector steps = new TensorVector();

        Moments(TensorVector parameters, Foreach.AdamConstants constants) {
            this.parameters = parameters;
            this.constants = constants;
            Scope.scoped(() -> {
                for (long i = 0; i < parameters.size(); i++) {
                    Tensor parameter = parameters.get(i).detach();
                    first.push_back(torch.zeros_like(parameter));
                    second.push_back(torch.zeros_like(parameter));
                    steps.push_back(torch.zeros(new long[] {}, new TensorOptions(ScalarType.Float)));
                }
            });
        }

        @Override
        public void minimize(Tensor loss) {
            TensorVector gradients = Gradients.of(loss, parameters);
            Scope.mutating(() -> {
                Foreach.add(steps, 1);
                Foreach.adam(parameters, gradients, first, second, steps, constants);
            });
        }

        @Override
        public void describe(State state) {
            for (long i = 0; i < parameters.size(); i++) {
                state.tensor(i + ".exp_avg", first.get(i));
                state.tensor(i + ".exp_avg_sq", second.get(i));
                state.tensor(i + ".step", steps.get(i));
            }
        }

        @Override
        public void close() {
            first.close();
            second.close();
            steps.close();
        }
    }
}
