package org.monge.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.monge.engine.Require;

/**
 * Optimal transport between points of the line: sorted mass goes to sorted mass. W_p^p is the integral of |F^-1(q) -
 * G^-1(q)|^p over q in [0, 1] (Villani, 2003, theorem 2.18), with F^-1 and G^-1 the quantiles.
 */
public final class LineTransport {
    private LineTransport() {}

    /** W_p^p between points of equal weights. */
    public static double cost(double[] x, double[] y, double order) {
        Require.that(x.length > 0 && y.length > 0, "points of the line", "at least one on each side", 0);
        Require.that(order >= 1 && Double.isFinite(order), "order", "at least 1", order);
        double[] from = x.clone();
        double[] to = y.clone();
        Arrays.sort(from);
        Arrays.sort(to);
        double[] a = new double[x.length];
        double[] b = new double[y.length];
        Arrays.fill(a, 1.0 / x.length);
        Arrays.fill(b, 1.0 / y.length);
        return x.length == y.length ? matched(from, to, order) : merged(from, a, to, b, order);
    }

    /** W_p^p between points with weights above 0, which are taken relative to their sums. */
    public static double cost(double[] x, double[] xWeights, double[] y, double[] yWeights, double order) {
        Require.that(order >= 1 && Double.isFinite(order), "order", "at least 1", order);
        Require.that(x.length > 0 && x.length == xWeights.length, "weights", "one for each point", xWeights.length);
        Require.that(y.length > 0 && y.length == yWeights.length, "weights", "one for each point", yWeights.length);
        int[] byX = ascending(x);
        int[] byY = ascending(y);
        return merged(
                take(x, byX),
                take(OptimalTransport.shares("weights", xWeights), byX),
                take(y, byY),
                take(OptimalTransport.shares("weights", yWeights), byY),
                order);
    }

    private static double matched(double[] x, double[] y, double order) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += power(x[i] - y[i], order);
        }
        return sum / x.length;
    }

    private static double merged(double[] x, double[] a, double[] y, double[] b, double order) {
        double sum = 0;
        double leftX = a[0];
        double leftY = b[0];
        for (int i = 0, j = 0; i < x.length && j < y.length; ) {
            double mass = Math.min(leftX, leftY);
            sum += mass * power(x[i] - y[j], order);
            leftX -= mass;
            leftY -= mass;
            if (leftX <= 0) {
                leftX = ++i < x.length ? a[i] : 0;
            }
            if (leftY <= 0) {
                leftY = ++j < y.length ? b[j] : 0;
            }
        }
        return sum;
    }

    private static double power(double difference, double order) {
        double distance = Math.abs(difference);
        return order == 1 ? distance : Math.pow(distance, order);
    }

    private static int[] ascending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] take(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }
}
