package org.monge.metric;

import java.util.Map;

/**
 * What generated and real samples say about the generator.
 *
 * @param <S> how the samples of one side are held
 */
public interface Comparison<S> {
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

    /** Which of the samples its numbers are measured again on for an interval. */
    default Resampling resampling() {
        return Resampling.HALVES;
    }

    /**
     * Numbers under their names, the one that the metric is named for first; equal seeds give equal numbers.
     *
     * @param seed of the draws of a metric that looks at a part of the samples or in random directions
     * @throws IllegalArgumentException if the samples do not suffice
     */
    Map<String, Double> measure(S generated, S real, long seed);

    /** How many samples these are. */
    int count(S samples);

    /** These of the samples, in this order. */
    S select(S samples, int[] places);
}
