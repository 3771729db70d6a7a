package org.monge.metric;

import java.util.Arrays;

/** Mean and standard deviation (divided by the count) of some values. */
record Spread(double mean, double deviation) {
    static Spread of(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Spread(mean, Math.sqrt(variance));
    }
}
