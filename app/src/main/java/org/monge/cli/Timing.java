package org.monge.cli;

import java.util.Arrays;

/**
 * How long something takes, of several times.
 *
 * @param medianMillis half of the times were shorter
 * @param spreadMillis between the quarter that was shorter and the quarter that was longer
 */
record Timing(double medianMillis, double spreadMillis) {
    /** Runs {@code body} {@code warmup} times, and then {@code times} times on the clock. */
    static Timing of(Runnable body, int warmup, int times) {
        for (int i = 0; i < warmup; i++) {
            body.run();
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            body.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return of(millis);
    }

    /** Of these times, in any order. */
    static Timing of(double... millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Timing(quantile(sorted, 0.5), quantile(sorted, 0.75) - quantile(sorted, 0.25));
    }

    /** Of sorted values, between neighbours in proportion. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
