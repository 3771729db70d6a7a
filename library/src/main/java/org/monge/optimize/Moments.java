package org.monge.optimize;

import java.util.function.DoubleFunction;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Device;
import org.monge.engine.Foreach;
import org.monge.engine.Scope;
import org.monge.engine.State;

/** Adam at work: the mean of gradients, the mean of their squares and the count of steps, for each parameter. */
final class Moments implements Descent {
    /** One of the two kernels. */
    interface Kernel {
        void step(
                TensorVector parameters,
                TensorVector gradients,
                TensorVector firstMoments,
                TensorVector secondMoments,
                TensorVector steps,
                Foreach.AdamConstants constants);
    }

    private final TensorVector parameters;
    private final DoubleFunction<Foreach.AdamConstants> constants;
    private final Kernel kernel;
    private final Slots first;
    private final Slots second;
    private final TensorVector steps = new TensorVector();

    /** @param constants by the factor of the learning rate */
    Moments(TensorVector parameters, DoubleFunction<Foreach.AdamConstants> constants, Kernel kernel) {
        this.parameters = parameters;
        this.constants = constants;
        this.kernel = kernel;
        this.first = new Slots("exp_avg", parameters);
        this.second = new Slots("exp_avg_sq", parameters);
        Scope.scoped(() -> {
            for (long i = 0; i < parameters.size(); i++) {
                Device device = Device.of(parameters.get(i));
                steps.push_back(torch.zeros(new long[] {}, device.options(ScalarType.Float)));
            }
        });
    }

    @Override
    public TensorVector parameters() {
        return parameters;
    }

    @Override
    public void step(TensorVector gradients, double factor) {
        Scope.mutating(() -> {
            Foreach.add(steps, 1);
            kernel.step(parameters, gradients, first.tensors(), second.tensors(), steps, constants.apply(factor));
        });
    }

    @Override
    public void describe(State state) {
        for (long i = 0; i < parameters.size(); i++) {
            first.describe(i, state);
            second.describe(i, state);
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
