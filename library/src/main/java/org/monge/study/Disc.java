package org.monge.study;

import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * A flat disc: the points c + A u with |u| at most 1.
 *
 * @param center c, at most 1/2 from the origin
 * @param axes A by columns, orthonormal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Disc(double[] center, double[][] axes) {
    private static final int STEPS = 2000;

    /** A disc of {@code size} dimensions at a place and in a direction drawn evenly. */
    static Disc drawn(int size, int space, Random random) {
        double[] center = direction(space, new double[0][], random);
        double radius = 0.5 * Math.pow(random.nextDouble(), 1.0 / space);
        for (int i = 0; i < space; i++) {
            center[i] *= radius;
        }
        double[][] axes = new double[size][];
        for (int k = 0; k < size; k++) {
            double[][] before = new double[k][];
            System.arraycopy(axes, 0, before, 0, k);
            axes[k] = direction(space, before, random);
        }
        return new Disc(center, axes);
    }

    private static double[] direction(int space, double[][] orthogonalTo, Random random) {
        double[] vector =
                DoubleStream.generate(random::nextGaussian).limit(space).toArray();
        for (double[] axis : orthogonalTo) {
            add(vector, -dot(vector, axis), axis);
        }
        double norm = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < space; i++) {
            vector[i] /= norm;
        }
        return vector;
    }

    /** The distance to another disc: by accelerated projected gradients, Beck and Teboulle (2009), section 4. */
    double gap(Disc other) {
        double[] u = new double[axes.length];
        double[] v = new double[axes.length];
        double[] uAhead = u;
        double[] vAhead = v;
        double t = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS && least > 1e-6; step++) {
            double[] apart = between(uAhead, other, vAhead);
            double[] uNext = moved(uAhead, axes, apart, -0.5);
            double[] vNext = moved(vAhead, other.axes, apart, 0.5);
            double tNext = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            uAhead = ahead(uNext, u, (t - 1) / tNext);
            vAhead = ahead(vNext, v, (t - 1) / tNext);
            u = uNext;
            v = vNext;
            t = tNext;
            double[] rest = between(u, other, v);
            least = Math.min(least, Math.sqrt(dot(rest, rest)));
        }
        return least;
    }

    private double[] between(double[] u, Disc other, double[] v) {
        double[] difference = center.clone();
        add(difference, -1, other.center);
        for (int k = 0; k < u.length; k++) {
            add(difference, u[k], axes[k]);
            add(difference, -v[k], other.axes[k]);
        }
        return difference;
    }

    /** One step along the axes, back into the unit ball. */
    private static double[] moved(double[] from, double[][] axes, double[] apart, double step) {
        double[] to = from.clone();
        for (int k = 0; k < to.length; k++) {
            to[k] += step * dot(axes[k], apart);
        }
        double norm = Math.sqrt(dot(to, to));
        for (int k = 0; k < to.length && norm > 1; k++) {
            to[k] /= norm;
        }
        return to;
    }

    private static double[] ahead(double[] now, double[] before, double factor) {
        double[] to = now.clone();
        add(to, factor, now);
        add(to, -factor, before);
        return to;
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
