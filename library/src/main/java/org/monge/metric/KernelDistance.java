package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The unbiased squared maximum mean discrepancy with the kernel k(x, y) = (x.y / d + 1)^3 (Bińkowski et al., 2018, eqs. 3
 * and 4; Gretton et al., 2012, eq. 3): sum over i, j unequal of (k(x_i, x_j) + k(y_i, y_j)) / (m (m - 1)) - 2 sum k(x_i,
 * y_j) / m^2, as a mean over subsets of m samples of each side, drawn without replacement. It may be below 0; many report
 * it times 1,000.
 *
 * @param subsets how many
 * @param size samples of each side in a subset, m
 */
public record KernelDistance(int subsets, int size) implements Metric {
    /** 100 subsets of 1,000. */
    public KernelDistance() {
        this(100, 1000);
    }

    public KernelDistance {
        Require.positive("subsets", subsets);
        Require.that(size >= 2, "size of subsets", "at least 2", size);
    }

    @Override
    public String name() {
        return "kernel-distance";
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public int least(int dimension) {
        return size;
    }

    /** The mean over the subsets and {@code .../deviation}, the standard deviation over them (divided by their count). */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Features.requireEqualDimensions(generated, real);
        requireSize("generated", generated);
        requireSize("real", real);
        var random = new SplittableRandom(RandomStream.mix(seed, name()));
        double[] values = new double[subsets];
        for (int k = 0; k < subsets; k++) {
            Features x = generated.select(Draws.without(random, generated.count(), size));
            Features y = real.select(Draws.without(random, real.count(), size));
            values[k] = Scope.reading(() -> squaredDiscrepancy(x.tensor(), y.tensor()));
        }
        Spread spread = Spread.of(values);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), spread.mean());
        numbers.put(name() + "/deviation", spread.deviation());
        return numbers;
    }

    private void requireSize(String which, Features features) {
        Require.that(features.count() >= size, "count of " + which + " features", "at least " + size, features.count());
    }

    private static double squaredDiscrepancy(Tensor x, Tensor y) {
        double m = x.size(0);
        double within = offDiagonal(kernel(x, x)) + offDiagonal(kernel(y, y));
        return within / (m * (m - 1)) - 2 * kernel(x, y).mean().item_double();
    }

    private static double offDiagonal(Tensor kernel) {
        return kernel.sum().sub(kernel.trace()).item_double();
    }

    private static Tensor kernel(Tensor x, Tensor y) {
        return x.matmul(y.t())
                .div(new Scalar((double) x.size(1)))
                .add(new Scalar(1.0))
                .pow(new Scalar(3.0));
    }
}
