package org.monge.metric;

/** Which way a number gets better. */
public enum Direction {
    /** Less is better: a distance. */
    DOWN,
    /** More is better: a share, a score. */
    UP,
    /** Neither is: it should be what it is between real samples. */
    NEITHER;

    /** Whether {@code value} is better than {@code other}; every number is better than NaN, and none where neither is. */
    public boolean isBetter(double value, double other) {
        return switch (this) {
            case DOWN -> value < other || replaces(value, other);
            case UP -> value > other || replaces(value, other);
            case NEITHER -> false;
        };
    }

    private static boolean replaces(double value, double other) {
        return Double.isNaN(other) && !Double.isNaN(value);
    }
}
