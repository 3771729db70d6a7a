package org.monge.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/**
 * The share of generated samples that have another one nearer than real samples have each other: at no more than the
 * quantile of the real samples' distances to their nearest others. Of equal distributions it is about {@code quantile}; a
 * collapsed generator's is 1. {@code .../copies} is the share that has a real one as near, about {@code quantile} again.
 * This is Monge's own definition.
 *
 * <p>Copies are of the real samples that it is given. A generator that repeats what it learned from shows more of them
 * where these are all of the training samples, and none where they are others.
 *
 * <p>Distances to nearest neighbours fall as samples get more, so both sides are drawn down to the smaller count.
 *
 * @param quantile of the real samples' distances, above 0 and below 1
 */
public record DuplicateRate(double quantile) implements Metric {
    /** The hundredth part of the real samples with the nearest others. */
    public DuplicateRate() {
        this(0.01);
    }

    public DuplicateRate {
        Require.that(quantile > 0 && quantile < 1, "quantile", "above 0 and below 1", quantile);
    }

    @Override
    public String name() {
        return "duplicate-rate";
    }

    /** The rate, {@code .../copies}, and the {@code .../threshold} that distances are held against. */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        var random = new SplittableRandom(RandomStream.mix(seed, name()));
        int count = Math.min(generated.count(), real.count());
        Require.that(count >= 2, "count of features", "at least 2 for a duplicate rate", count);
        Features x = generated.select(Draws.without(random, generated.count(), count));
        Features y = real.select(Draws.without(random, real.count(), count));
        double threshold = threshold(Neighbours.amongst(y, 1).nearest());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), share(Neighbours.amongst(x, 1).nearest(), threshold));
        numbers.put(name() + "/copies", share(Neighbours.of(x, y, 1).nearest(), threshold));
        numbers.put(name() + "/threshold", threshold);
        return numbers;
    }

    /** The smallest distance that at least this part of the samples has at most. */
    private double threshold(double[] nearest) {
        double[] ascending = nearest.clone();
        Arrays.sort(ascending);
        return ascending[(int) Math.ceil(quantile * ascending.length) - 1];
    }

    private static double share(double[] nearest, double threshold) {
        return Arrays.stream(nearest).filter(distance -> distance <= threshold).count() / (double) nearest.length;
    }
}
