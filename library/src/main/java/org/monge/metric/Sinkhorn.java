package org.monge.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * The debiased entropic distance, for more samples than {@link EarthMoverDistance} takes: S = T(a, b) - T(a, a) / 2 -
 * T(b, b) / 2 (Feydy et al., 2019, eq. 3) with T(a, b) = min sum c_ij x_ij + epsilon KL(x | a b) (their eq. 1). It
 * approaches the exact cost as epsilon falls to 0; between equal sets it is 0.
 *
 * <p>Iterations are Sinkhorn's on logarithms, float64: f_i = -epsilon log mean_j exp((g_j - c_ij) / epsilon), and g
 * likewise, from a large epsilon halved step by step. T is the dual value, mean f + mean g. Costs are computed anew in
 * each iteration, so that memory stays small and time grows as n m.
 *
 * @param cost between points
 * @param regularization epsilon as a part of the mean cost between generated and real samples
 * @param iterations at the final epsilon, at most
 * @param tolerance of the row sums' error, sum |x 1 - a|, at which iterations end
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
     * .../epsilon} that was used; {@code .../error}, the worst of the three row sums' errors.
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

    private record Solution(double value, double error) {}

    private Solution solve(Features x, Features y, double epsilon) {
        double[] f = new double[x.count()];
        double[] g = new double[y.count()];
        for (double coarse = epsilon / regularization; coarse > epsilon; coarse /= 2) { // from the mean cost
            g = soften(y, x, f, coarse);
            f = soften(x, y, g, coarse);
        }
        double error = Double.POSITIVE_INFINITY;
        for (int k = 0; k < iterations && error > tolerance; k++) {
            g = soften(y, x, f, epsilon);
            double[] next = soften(x, y, g, epsilon);
            error = rowError(f, next, epsilon);
            f = next;
        }
        return new Solution(mean(f) + mean(g), error);
    }

    /** Between a set and itself f and g are one: half-way steps settle soon (Feydy et al., 2019, section 3.1). */
    private Solution solveWithin(Features x, double epsilon) {
        double[] f = new double[x.count()];
        double[] next = f;
        double error = Double.POSITIVE_INFINITY;
        for (int k = 0; k < iterations && error > tolerance; k++) {
            for (int i = 0; i < f.length; i++) {
                f[i] = (f[i] + next[i]) / 2;
            }
            next = soften(x, x, f, epsilon);
            error = rowError(f, next, epsilon);
        }
        return new Solution(mean(f) + mean(next), error);
    }

    /** Rows of the plan of f and g sum to a_i exp((f_i - f'_i) / epsilon), where f' is the next f. */
    private static double rowError(double[] f, double[] next, double epsilon) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += Math.abs(Math.expm1((f[i] - next[i]) / epsilon));
        }
        return sum / f.length;
    }

    private double[] soften(Features x, Features y, double[] dual, double epsilon) {
        double[] softened = new double[x.count()];
        Distances.squared(x, y, (first, squared) -> {
            Tensor heights = Tensor.create(dual, dual.length).div(new Scalar(epsilon));
            Tensor exponents = cost.of(squared).mul_(new Scalar(-1 / epsilon)).add_(heights); // (B, M)
            Tensor means = exponents.logsumexp(1).sub(new Scalar(Math.log(dual.length)));
            Distances.copy(means.mul(new Scalar(-epsilon)), softened, first);
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
