package org.monge.engine;

/** The rules that settings keep, and the words in which a breach is told. */
public final class Require {
    private Require() {}

    /**
     * Checks one rule.
     *
     * @throws IllegalArgumentException naming the setting, the rule and the value
     */
    public static void that(boolean holds, String name, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + rule + ", got " + value);
        }
    }

    public static void positive(String name, double value) {
        that(value > 0 && Double.isFinite(value), name, "greater than 0", value);
    }

    public static void positive(String name, long value) {
        that(value > 0, name, "at least 1", value);
    }

    public static void notNegative(String name, double value) {
        that(value >= 0 && Double.isFinite(value), name, "at least 0", value);
    }

    public static void notNegative(String name, long value) {
        that(value >= 0, name, "at least 0", value);
    }

    /** At least 0 and less than 1: what a decay of a running mean is. */
    public static void fraction(String name, double value) {
        that(value >= 0 && value < 1, name, "at least 0 and less than 1", value);
    }
}
