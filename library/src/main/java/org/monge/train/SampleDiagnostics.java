package org.monge.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.monge.metric.CovarianceRank;
import org.monge.metric.DuplicateRate;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.Features;
import org.monge.metric.ModeCounts;
import org.monge.metric.Neighbours;

/**
 * What samples as such tell: their distance from real ones, and how they vary.
 *
 * @param truth real samples
 * @param truthAgain as many others, by which the numbers of generated ones are judged
 * @param known the class of each of {@code truth}; empty where they have none
 * @param seed of what is drawn
 */
@SuppressWarnings("ArrayRecordComponent")
record SampleDiagnostics(Features truth, Features truthAgain, int[] known, long seed) {
    static final String EARTH_MOVER = Diagnostics.PREFIX + "estimate/earth-mover-distance";
    static final String REAL_EARTH_MOVER = Diagnostics.PREFIX + "estimate/real-earth-mover-distance";
    static final String DUPLICATES = Diagnostics.PREFIX + "diversity/duplicate-rate";
    static final String RANK = Diagnostics.PREFIX + "diversity/rank";
    static final String REAL_RANK = Diagnostics.PREFIX + "diversity/real-rank";
    static final String ENTROPY = Diagnostics.PREFIX + "diversity/class-entropy";
    static final String REAL_ENTROPY = Diagnostics.PREFIX + "diversity/real-class-entropy";

    Map<String, Double> measure(Features generated) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        EarthMoverDistance distance = new EarthMoverDistance();
        numbers.put(EARTH_MOVER, distance.plan(generated, truth).cost());
        numbers.put(REAL_EARTH_MOVER, distance.plan(truthAgain, truth).cost());
        DuplicateRate duplicates = new DuplicateRate();
        numbers.put(DUPLICATES, duplicates.measure(generated, truth, seed).get(duplicates.name()));
        numbers.put(RANK, CovarianceRank.of(generated));
        numbers.put(REAL_RANK, CovarianceRank.of(truth));
        if (known.length > 0) {
            numbers.put(ENTROPY, entropy(generated));
            numbers.put(REAL_ENTROPY, entropy(truthAgain));
        }
        return numbers;
    }

    /** Of the classes, in nats, where each sample has that of the nearest of those whose class is known. */
    private double entropy(Features samples) {
        int[] nearest = Neighbours.of(samples, truth, 1).indices();
        int[] classes = Arrays.stream(nearest).map(i -> known[i]).toArray();
        return ModeCounts.of(classes, Arrays.stream(known).max().orElseThrow() + 1)
                .entropy();
    }
}
