package org.monge.metric;

import java.util.Map;

/** What the features of generated and real samples say about the generator. */
public interface Metric {
    /** The word for it, {@code frechet-distance} for example. */
    String name();

    /** Which way the number that it is named for gets better. */
    default Direction direction() {
        return Direction.NEITHER;
    }

    /** The fewest samples of either side that it takes, of features of this dimension. */
    default int least(int dimension) {
        return 2;
    }

    /** The most samples of either side that are measured in minutes. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /**
     * Numbers under their names, the one that the metric is named for first; equal seeds give equal numbers.
     *
     * @param seed of the draws of a metric that looks at a part of the samples or in random directions
     * @throws IllegalArgumentException if the features do not suffice
     */
    Map<String, Double> measure(Features generated, Features real, long seed);
}
