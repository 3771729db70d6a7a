package org.monge.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Scope;
import org.monge.metric.Distances.Block;

/**
 * Sinkhorn's iterations as scalings of a matrix: the plan between N and M points is u_i K_ij v_j / (N M) with K_ij =
 * exp((f_i + g_j - c_ij) / epsilon), in float64. The duals f and g from which it starts keep K and the scalings within
 * the numbers there are; those found are f + epsilon log u and g + epsilon log v (Schmitzer, 2019).
 *
 * <p>K is held if it is of few enough pairs, and computed anew in each iteration otherwise.
 */
final class StabilizedKernel implements AutoCloseable {
    private static final double LARGEST = 1e100;
    private static final int ROWS = 64; // at a time: between two products they stay in the cache

    private final GroundCost cost;
    private final Features x;
    private final Features y;
    private final double[] f;
    private final double[] g;
    private final double epsilon;
    private final Optional<Tensor> held;
    private double[] u;
    private double[] v;
    private double[] before;
    private double[] next;
    private int streak;
    private double error = Double.POSITIVE_INFINITY;

    /** @param mostHeld the most pairs whose K is held, 8 bytes each */
    StabilizedKernel(GroundCost cost, Features x, Features y, double[] f, double[] g, double epsilon, long mostHeld) {
        this.cost = cost;
        this.x = x;
        this.y = y;
        this.f = f;
        this.g = g;
        this.epsilon = epsilon;
        u = ones(x.count());
        v = ones(y.count());
        before = v;
        next = v;
        boolean few = (long) x.count() * y.count() <= mostHeld;
        held = few ? Optional.of(Scope.keeping(this::whole)) : Optional.empty();
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Tensor whole() {
        Tensor whole = torch.empty(new long[] {x.count(), y.count()}, new TensorOptions(ScalarType.Double), null);
        computed((first, block) -> whole.narrow(0, first, block.size(0)).copy_(block));
        return whole;
    }

    private void computed(Block body) {
        Tensor rows = vector(f).unsqueeze(1);
        Tensor columns = vector(g);
        Distances.squared(x, y, (first, squared) -> {
            Tensor heights = rows.narrow(0, first, squared.size(0)).add(columns);
            body.accept(
                    first,
                    heights.sub_(cost.of(squared)).div_(new Scalar(epsilon)).exp_());
        });
    }

    private void forEach(Block body) {
        if (held.isEmpty()) {
            computed(body);
            return;
        }
        for (int start = 0; start < x.count(); start += ROWS) {
            int first = start;
            long many = Math.min(ROWS, x.count() - first);
            Scope.scoped(() -> body.accept(first, held.get().narrow(0, first, many)));
        }
    }

    /**
     * Scales rows and then columns to their weights, with Nesterov's momentum on logarithms, which starts anew when the
     * error grows (O'Donoghue and Candès, 2015). Where that needs numbers beyond 1e100 nothing changes.
     *
     * @return whether it was done
     */
    boolean iterate() {
        double momentum = streak / (streak + 3.0);
        double[] ahead = new double[y.count()];
        Arrays.setAll(ahead, j -> next[j] * Math.pow(next[j] / before[j], momentum));
        double[] rows = new double[x.count()];
        double[] columns = new double[y.count()];
        Scope.scoped(() -> {
            Tensor sums = torch.zeros(new long[] {y.count()}, new TensorOptions(ScalarType.Double));
            scale(ahead, rows, (block, scaled) -> sums.add_(block.t().mv(scaled)));
            Distances.copy(inverse(sums, x.count()), columns, 0);
        });
        if (!bounded(rows) || !bounded(columns)) {
            return false;
        }
        double last = error;
        accept(rows, ahead, columns);
        streak = error > last ? 0 : streak + 1;
        return true;
    }

    /**
     * Between a set and itself, from f = g, scales rows and columns alike, half the way: that settles soon (Feydy et al.,
     * 2019, section 3.1). From f = 0, where K_ii = 1, the scalings stay between the powers -1/2 and 3/2 of N.
     */
    void iterateWithin() {
        double[] half = new double[y.count()];
        Arrays.setAll(half, j -> Math.sqrt(v[j] * next[j]));
        double[] rows = new double[x.count()];
        scale(half, rows, (block, scaled) -> {});
        accept(rows, half, rows);
    }

    private void accept(double[] rows, double[] columns, double[] following) {
        u = rows;
        v = columns;
        before = next;
        next = following;
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            sum += Math.abs(v[j] / next[j] - 1);
        }
        error = sum / v.length;
    }

    /** sum |x' 1 - b|, how far the plan's columns are from their weights; infinite before the first iteration. */
    double error() {
        return error;
    }

    /** u_i = 1 / mean_j K_ij v_j; {@code also} sees each block of K with its rows' u while it is in the cache. */
    private void scale(double[] v, double[] u, BiConsumer<Tensor, Tensor> also) {
        Scope.scoped(() -> {
            Tensor columns = vector(v);
            forEach((first, block) -> {
                Tensor scaled = inverse(block.mv(columns), y.count());
                Distances.copy(scaled, u, first);
                also.accept(block, scaled);
            });
        });
    }

    private static Tensor inverse(Tensor sum, int count) {
        return sum.reciprocal().mul_(new Scalar((double) count));
    }

    private static boolean bounded(double[] scaling) {
        return Arrays.stream(scaling).allMatch(value -> value < LARGEST && value > 1 / LARGEST);
    }

    private static Tensor vector(double[] values) {
        return Tensor.create(values, values.length);
    }

    /** The dual of each of the N points. */
    double[] f() {
        return absorbed(f, u);
    }

    /** The dual of each of the M points. */
    double[] g() {
        return absorbed(g, v);
    }

    private double[] absorbed(double[] dual, double[] scaling) {
        double[] sum = new double[dual.length];
        Arrays.setAll(sum, i -> dual[i] + epsilon * Math.log(scaling[i]));
        return sum;
    }

    @Override
    public void close() {
        held.ifPresent(Tensor::close);
    }
}
