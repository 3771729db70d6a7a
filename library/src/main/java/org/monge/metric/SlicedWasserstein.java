package org.monge.metric;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The sliced Wasserstein distance, Bonneel et al. (2015), definition 3: the p-th root of the mean of W_p^p between the
 * projections on random directions, uniform on the unit sphere.
 *
 * @param directions how many
 * @param order p, at least 1
 */
public record SlicedWasserstein(int directions, double order) implements Metric {
    private static final int BLOCK = 1 << 23; // projected values of one side at a time: 64 MB

    /** W_1 on 512 directions. */
    public SlicedWasserstein() {
        this(512, 1);
    }

    public SlicedWasserstein {
        Require.positive("directions", directions);
        Require.that(order >= 1 && Double.isFinite(order), "order", "at least 1", order);
    }

    @Override
    public String name() {
        return "sliced-wasserstein";
    }

    @Override
    public Resampling resampling() {
        return Resampling.REPLACED;
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Features.requireEqualDimensions(generated, real);
        return Map.of(name(), Scope.reading(() -> distance(generated.tensor(), real.tensor(), seed)));
    }

    /** Between (N, D) and (M, D), float64. */
    double distance(Tensor x, Tensor y, long seed) {
        int block = (int) Math.max(1, BLOCK / Math.max(x.size(0), y.size(0)));
        double[] sum = new double[1];
        try (RandomStream random = RandomStream.named(name(), seed)) {
            for (int done = 0; done < directions; done += block) {
                int many = Math.min(block, directions - done);
                Scope.scoped(() -> {
                    Tensor normal = random.normal(ScalarType.Double, many, x.size(1)); // (L, D)
                    Tensor length = normal.square().sum(1).sqrt().unsqueeze(1);
                    Tensor unit = normal.div(length);
                    sum[0] += sumOfCosts(unit.matmul(x.t()), unit.matmul(y.t()));
                });
            }
        }
        return Math.pow(sum[0] / directions, 1 / order);
    }

    /** The sum of W_p^p over rows of (L, N) and (L, M). */
    private double sumOfCosts(Tensor x, Tensor y) {
        if (x.size(1) == y.size(1)) {
            Tensor gaps = x.sort().get0().sub(y.sort().get0()).abs();
            return gaps.pow(new Scalar(order)).mean(1).sum().item_double();
        }
        Features from = Features.of(x);
        Features to = Features.of(y);
        double sum = 0;
        for (int k = 0; k < from.count(); k++) {
            sum += LineTransport.cost(from.row(k), to.row(k), order);
        }
        return sum;
    }
}
