package org.monge.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.monge.engine.Require;
import org.monge.metric.TransportPlan.Shipment;

/**
 * Monge's problem in Kantorovich's form, solved exactly: min sum c_ij x_ij over x at least 0 with row sums a and column
 * sums b (Peyré and Cuturi, 2019, eq. 2.11). Memory is that of the costs and some 100 bytes for each point; 5,000 x
 * 5,000 costs are 200 MB.
 */
public final class OptimalTransport {
    /** The most pairs of points: their costs take 1 GiB. */
    public static final int MOST_PAIRS = 1 << 27;

    private OptimalTransport() {}

    /** The plan between points of equal weight: 1/n for each of {@code sources}, 1/m for each sink. */
    public static TransportPlan plan(double[] cost, int sources) {
        Require.positive("count of sources", sources);
        int sinks = cost.length / sources;
        return plan(cost, even(sources), even(Math.max(sinks, 1)));
    }

    /**
     * The plan between weighted points. Weights are taken relative to their sum, and rounded to 2^-61 (n + 1) of it
     * unless all are equal.
     *
     * @param cost c_ij at i m + j, finite
     * @param sourceWeights n, all above 0
     * @param sinkWeights m, all above 0
     */
    public static TransportPlan plan(double[] cost, double[] sourceWeights, double[] sinkWeights) {
        requirePairs(sourceWeights.length, sinkWeights.length);
        long pairs = (long) sourceWeights.length * sinkWeights.length;
        Require.that(cost.length == pairs, "costs", sourceWeights.length + " x " + sinkWeights.length, cost.length);
        for (double c : cost) {
            Require.that(Double.isFinite(c), "costs", "finite", c);
        }
        double[] a = shares("weights of sources", sourceWeights);
        double[] b = shares("weights of sinks", sinkWeights);
        long[] masses = masses(a, b);
        var simplex = new TransportationSimplex(cost, masses, a.length);
        simplex.solve();
        double unit = 1.0 / Arrays.stream(masses, 0, a.length).sum();
        List<Shipment> shipments = simplex.shipments().stream()
                .map(s -> new Shipment(s.source(), s.sink(), s.mass() * unit, s.cost()))
                .sorted(Comparator.comparingInt(Shipment::source).thenComparingInt(Shipment::sink))
                .toList();
        return certified(shipments, cost, a, b, simplex.sourcePotentials());
    }

    /** @throws IllegalArgumentException if these are more pairs than {@link #MOST_PAIRS} */
    static void requirePairs(int sources, int sinks) {
        boolean few = (long) sources * sinks <= MOST_PAIRS;
        Require.that(few, "pairs of points for exact transport", "at most " + MOST_PAIRS, sources + " x " + sinks);
    }

    private static TransportPlan certified(
            List<Shipment> shipments, double[] cost, double[] a, double[] b, double[] u) {
        double primal = 0;
        for (Shipment s : shipments) {
            primal += s.mass() * s.cost();
        }
        double[] v = new double[b.length];
        Arrays.fill(v, Double.POSITIVE_INFINITY);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                v[j] = Math.min(v[j], cost[i * b.length + j] - u[i]);
            }
        }
        return new TransportPlan(shipments, primal, dot(a, u) + dot(b, v), u, v);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** Weights as parts of their sum. */
    static double[] shares(String name, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            Require.that(weight > 0 && Double.isFinite(weight), name, "greater than 0", weight);
            sum += weight;
        }
        double total = sum;
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    /** Whole numbers in the ratio of the shares, with equal sums on both sides. */
    private static long[] masses(double[] a, double[] b) {
        long[] masses = new long[a.length + b.length];
        if (allEqual(a) && allEqual(b)) {
            Arrays.fill(masses, 0, a.length, b.length);
            Arrays.fill(masses, a.length, masses.length, a.length);
            return masses;
        }
        long total = Long.highestOneBit((1L << 61) / (a.length + 1));
        divide(total, a, masses, 0);
        divide(total, b, masses, a.length);
        return masses;
    }

    /** The largest takes what rounding leaves. */
    private static void divide(long total, double[] shares, long[] masses, int offset) {
        long left = total;
        int largest = 0;
        for (int i = 0; i < shares.length; i++) {
            masses[offset + i] = Math.max(1, Math.round(shares[i] * total));
            left -= masses[offset + i];
            largest = shares[i] > shares[largest] ? i : largest;
        }
        masses[offset + largest] += left;
    }

    private static boolean allEqual(double[] shares) {
        return Arrays.stream(shares).allMatch(share -> share == shares[0]);
    }
}
