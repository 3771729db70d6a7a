package org.monge.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/** Mean and variance of a gradient over batches. Made and used inside one scope, which owns what is kept. */
public final class GradientSpread {
    private final List<Double> squares = new ArrayList<>();
    private Tensor sum;

    /** Takes in the gradient of one batch, one tensor for each parameter; what it is computed with is freed. */
    public void add(Supplier<TensorVector> gradient) {
        Tensor here = Scope.keeping(() -> flat(gradient.get()));
        try {
            squares.add(Scope.reading(() -> here.square().sum().item_double()));
            if (sum == null) {
                sum = here.clone();
            } else {
                sum.add_(here);
            }
        } finally {
            here.close();
        }
    }

    private static Tensor flat(TensorVector gradient) {
        TensorVector flat = new TensorVector();
        for (long i = 0; i < gradient.size(); i++) {
            flat.push_back(gradient.get(i).flatten());
        }
        return torch.cat(flat);
    }

    /** The norm of the mean. */
    public double norm() {
        Require.positive("count of batches", squares.size());
        return sum.norm().item_double() / squares.size();
    }

    /**
     * The trace of the covariance.
     *
     * @throws IllegalArgumentException if there are fewer than 2 batches
     */
    public double variance() {
        int batches = squares.size();
        Require.that(batches >= 2, "count of batches", "at least 2", batches);
        double total = squares.stream().mapToDouble(Double::doubleValue).sum();
        double norm = norm();
        return Math.max(0, total - batches * norm * norm) / (batches - 1);
    }

    /** The variance over the squared norm of the mean. */
    public double relativeVariance() {
        double norm = norm();
        return variance() / (norm * norm);
    }
}
