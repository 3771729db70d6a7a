package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the generated samples spread over the classes, each counted to its most probable one. Features are {@link
 * ClassProbabilities}.
 */
public record ClassCoverage() implements Metric {
    @Override
    public String name() {
        return "classes";
    }

    @Override
    public Resampling resampling() {
        return Resampling.REPLACED;
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    /** The histogram over the classes. */
    public static ModeCounts counts(Features probabilities) {
        ClassProbabilities.require(probabilities);
        return ModeCounts.of(ClassProbabilities.mostProbable(probabilities), probabilities.dimension());
    }

    /**
     * Classes covered, {@code .../entropy} in nats of the generated samples and {@code .../real-entropy} of the real, and
     * {@code .../reverse-kl}, which is {@link ModeCounts#reverseKl}.
     */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Features.requireEqualDimensions(generated, real);
        ModeCounts counts = counts(generated);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), (double) counts.covered());
        numbers.put(name() + "/entropy", counts.entropy());
        numbers.put(name() + "/real-entropy", counts(real).entropy());
        numbers.put(name() + "/reverse-kl", counts.reverseKl());
        return numbers;
    }
}
