package org.monge.train;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Foreach;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.optimize.Descent;

/**
 * A descent that measures, when it is asked to, the length of its step relative to that of the parameters: the norm of the
 * difference over the norm before, tensor by tensor. It moves them as the descent does.
 */
public final class UpdateRatios implements Descent {
    private final Descent descent;
    private final BooleanSupplier due;
    private double[] sums = {};
    private int updates;

    /** @param due whether the update that comes is to be measured */
    public UpdateRatios(Descent descent, BooleanSupplier due) {
        this.descent = descent;
        this.due = due;
    }

    @Override
    public TensorVector parameters() {
        return descent.parameters();
    }

    @Override
    public void step(TensorVector gradients, double factor) {
        if (!due.getAsBoolean()) {
            descent.step(gradients, factor);
            return;
        }
        TensorVector parameters = parameters();
        TensorVector before = new TensorVector();
        for (long i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            before.push_back(parameter.detach().clone());
        }
        descent.step(gradients, factor);
        Scope.mutating(() -> {
            float[] lengths = norms(before);
            for (long i = 0; i < before.size(); i++) {
                before.put(i, parameters.get(i).detach().sub(before.get(i)));
            }
            float[] moved = norms(before);
            if (updates == 0) {
                sums = new double[moved.length];
            }
            for (int i = 0; i < moved.length; i++) {
                sums[i] += moved[i] / (double) lengths[i];
            }
            updates++;
        });
    }

    /** The 2-norms of these tensors. */
    static float[] norms(TensorVector tensors) {
        TensorVector norms = Foreach.norms(tensors);
        return HostTensors.floats(torch.stack(norms, 0));
    }

    /** The mean ratios since the last call, in the parameters' order; empty if nothing was measured. */
    double[] take() {
        double[] means = Arrays.stream(sums).map(sum -> sum / updates).toArray();
        sums = new double[0];
        updates = 0;
        return means;
    }

    @Override
    public void describe(State state) {
        descent.describe(state);
    }

    @Override
    public void close() {
        descent.close();
    }
}
