package org.monge.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The debiased entropic distance, for more samples than {@link EarthMoverDistance} takes: S = T(a, b) - T(a, a) / 2 -
 * T(b, b) / 2 (Feydy et al., 2019, eq. 3) with T(a, b) = min sum c_ij x_ij + epsilon KL(x | a b) (their eq. 1). It
 * approaches the exact cost as epsilon falls to 0; between equal sets it is 0.
 *
 * <p>Iterations are Sinkhorn's, float64: f_i = -epsilon log mean_j exp((g_j - c_ij) / epsilon), and g likewise, one for
 * each epsilon from a large one halved step by step, and then scalings of a {@link StabilizedKernel}. T is the dual
 * value, mean f + mean g. Up to {@link OptimalTransport#MOST_PAIRS} pairs are held, 8 bytes each; more are
 * computed anew in each iteration.
 *
 * @param cost between points
 * @param regularization epsilon as a part of the mean cost between generated and real samples
 * @param iterations at the final epsilon, at most
 * @param tolerance of the plan's column sums, sum |x' 1 - b|, at which iterations end
 */
public record Sinkhorn(GroundCost cost, double regularization, int iterations, double tolerance) implements Metric {
    /** Euclidean cost, 0.01 of the mean cost, 1,000 iterations at most, a tolerance of 1e-3. */
    public Sinkhorn() {
        this(GroundCost.EUCLIDEAN, 0.01, 1000, 1e-3);
    }

    public Sinkhorn {
        Require.positive("regularization", regularization);
        Require.positive("iterations", iterations);
        Require.positive("tolerance", tolerance);
    }

    @Override
    public String name() {
        return "sinkhorn-divergence";
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    /**
     * The divergence; {@code .../transport}, T of generated and real samples, which is biased upwards; {@code
     * .../epsilon} that was used; {@code .../error}, the worst of the three plans' column sums.
     */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        double epsilon = regularization * meanCost(generated, real);
        if (epsilon == 0) { // all points are one
            return numbers(0, 0, 0, 0);
        }
        Solution between = solve(generated, real, epsilon);
        Solution own = solveWithin(generated, epsilon);
        Solution others = solveWithin(real, epsilon);
        double error = Math.max(between.error, Math.max(own.error, others.error));
        return numbers(between.value - (own.value + others.value) / 2, between.value, epsilon, error);
    }

    private Map<String, Double> numbers(double divergence, double transport, double epsilon, double error) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), divergence);
        numbers.put(name() + "/transport", transport);
        numbers.put(name() + "/epsilon", epsilon);
        numbers.put(name() + "/error", error);
        return numbers;
    }

    private record Solution(double value, double error) {
        private static Solution of(StabilizedKernel kernel) {
            return new Solution(mean(kernel.f()) + mean(kernel.g()), kernel.error());
        }
    }

    private Solution solve(Features x, Features y, double epsilon) {
        double[] f = new double[x.count()];
        for (double coarse = epsilon / regularization; coarse > epsilon; coarse /= 2) { // from the mean cost
            f = soften(x, y, soften(y, x, f, coarse), coarse);
        }
        int left = iterations;
        while (true) {
            double[] g = soften(y, x, f, epsilon);
            try (StabilizedKernel kernel = kernel(x, y, soften(x, y, g, epsilon), g, epsilon)) {
                boolean within = true;
                for (; left > 0 && within && kernel.error() > tolerance; left--) {
                    within = kernel.iterate();
                }
                if (left == 0 || kernel.error() <= tolerance) {
                    return Solution.of(kernel);
                }
                f = kernel.f();
            }
        }
    }

    private Solution solveWithin(Features x, double epsilon) {
        double[] zero = new double[x.count()];
        try (StabilizedKernel kernel = kernel(x, x, zero, zero, epsilon)) {
            for (int k = 0; k < iterations && kernel.error() > tolerance; k++) {
                kernel.iterateWithin();
            }
            return Solution.of(kernel);
        }
    }

    private StabilizedKernel kernel(Features x, Features y, double[] f, double[] g, double epsilon) {
        return new StabilizedKernel(cost, x, y, f, g, epsilon, OptimalTransport.MOST_PAIRS);
    }

    /** -epsilon log mean_j exp((dual_j - c_ij) / epsilon), for each row i. */
    private double[] soften(Features x, Features y, double[] dual, double epsilon) {
        double[] softened = new double[x.count()];
        Scope.scoped(() -> {
            Tensor heights = Tensor.create(dual, dual.length).div(new Scalar(epsilon));
            Distances.squared(x, y, (first, squared) -> {
                Tensor exponents =
                        cost.of(squared).mul_(new Scalar(-1 / epsilon)).add_(heights); // (B, M)
                Tensor means = exponents.logsumexp(1).sub(new Scalar(Math.log(dual.length)));
                Distances.copy(means.mul(new Scalar(-epsilon)), softened, first);
            });
        });
        return softened;
    }

    private double meanCost(Features x, Features y) {
        double[] sum = new double[1];
        Distances.squared(
                x, y, (first, squared) -> sum[0] += cost.of(squared).sum().item_double());
        return sum[0] / x.count() / y.count();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
