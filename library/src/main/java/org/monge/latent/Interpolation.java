package org.monge.latent;

/** How two latents are joined: a curve from one to the other. Lengths and angles are Euclidean, in the space of z. */
public enum Interpolation {
    /** The straight line, (1 - t) a + t b. Between independent normal latents it passes through norms that are rare. */
    LERP {
        @Override
        double[] between(double[] a, double[] b, double t) {
            return weighted(1 - t, a, t, b);
        }
    },
    /**
     * Spherical: (sin((1 - t) w) a + sin(t w) b) / sin w, with w the angle between a and b. White (2016), section 2.1. The
     * straight line where a and b have one direction; the great circle where their directions are opposite, for which the
     * formula has no value. Near there, ends of different norms make it long.
     */
    SLERP {
        @Override
        double[] between(double[] a, double[] b, double t) {
            double angle = angle(a, b);
            if (Math.sin(angle) < PARALLEL) {
                return (angle < 1 ? LERP : GREAT_CIRCLE).between(a, b, t);
            }
            double sine = Math.sin(angle);
            return weighted(Math.sin((1 - t) * angle) / sine, a, Math.sin(t * angle) / sine, b);
        }
    },
    /**
     * The direction turns along the shorter arc of the unit sphere's great circle through both ends at an even rate, and
     * the norm goes from |a| to |b| at an even rate: equal to {@link #SLERP} for ends of one norm. For opposite directions,
     * which lie on many great circles, it is the one through the axis on which a is nearest to zero, the first of them.
     * The straight line where an end is zero, which has no direction, and in one dimension, which has no circle.
     */
    GREAT_CIRCLE {
        @Override
        double[] between(double[] a, double[] b, double t) {
            double from = norm(a);
            double to = norm(b);
            double angle = angle(a, b);
            if (from == 0 || to == 0 || angle < PARALLEL || a.length == 1) {
                return LERP.between(a, b, t);
            }
            double[] start = unit(a);
            double[] aside = Math.PI - angle < PARALLEL ? axis(start) : unit(b);
            double[] across = unit(weighted(1, aside, -dot(aside, start), start));
            double radius = (1 - t) * from + t * to;
            return weighted(radius * Math.cos(t * angle), start, radius * Math.sin(t * angle), across);
        }
    };

    /** Radians; of two directions that are nearer than this no plane can be told. */
    private static final double PARALLEL = 1e-7;

    /**
     * The point at {@code t} of the way.
     *
     * @param t from 0, which is {@code a}, to 1, which is {@code b}
     */
    public final double[] at(double[] a, double[] b, double t) {
        if (t == 0 || t == 1) {
            return (t == 0 ? a : b).clone();
        }
        return between(a, b, t);
    }

    abstract double[] between(double[] a, double[] b, double t);

    private static double[] weighted(double s, double[] a, double t, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = s * a[i] + t * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The Euclidean norm. */
    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] unit(double[] a) {
        return weighted(1 / norm(a), a, 0, a);
    }

    /** From 0 to pi, exact to the last digits for small and large angles too; 0 if an end is zero. */
    private static double angle(double[] a, double[] b) {
        if (norm(a) == 0 || norm(b) == 0) {
            return 0;
        }
        double[] left = unit(a);
        double[] right = unit(b);
        return 2 * Math.atan2(norm(weighted(1, left, -1, right)), norm(weighted(1, left, 1, right)));
    }

    /** The unit vector along the axis on which {@code a} is nearest to zero. */
    private static double[] axis(double[] a) {
        int nearest = 0;
        for (int i = 1; i < a.length; i++) {
            nearest = Math.abs(a[i]) < Math.abs(a[nearest]) ? i : nearest;
        }
        double[] axis = new double[a.length];
        axis[nearest] = 1;
        return axis;
    }
}
