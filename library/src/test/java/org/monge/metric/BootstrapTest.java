package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {
    private static final int TRIALS = 60;

    /** A metric of one number. */
    private record Named(String name, Resampling resampling, ToDoubleBiFunction<Features, Features> number)
            implements Metric {
        @Override
        public Map<String, Double> measure(Features generated, Features real, long seed) {
            return Map.of(name, number.applyAsDouble(generated, real));
        }
    }

    /** The difference of the means of one coordinate, whose interval is known. */
    private static final Metric MEANS = means(Resampling.REPLACED);

    /** The square of the distance of the means, which is too large by the variances of all their coordinates. */
    private static final Metric SQUARED_SHIFT =
            new Named("squared-shift", Resampling.REPLACED, (x, y) -> IntStream.range(0, x.dimension())
                    .mapToDouble(d -> Math.pow(mean(x, d) - mean(y, d), 2))
                    .sum());

    private static Metric means(Resampling resampling) {
        return new Named("means", resampling, (x, y) -> mean(x, 0) - mean(y, 0));
    }

    private static double mean(Features features, int d) {
        return IntStream.range(0, features.count())
                .mapToDouble(i -> features.at(i, d))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void intervalOfADifferenceOfMeansIsThatOfTheNormalDistribution(Resampling resampling) {
        Features x = Samples.normal(900, 1, 1);
        Features y = Samples.normal(1600, 1, 2);
        var interval =
                new Bootstrap(4000, 0.95).measure(means(resampling), x, y, 3).get("means");
        double half = 1.96 * Math.sqrt(1 / 900.0 + 1 / 1600.0);
        assertEquals(interval.value() - half, interval.low(), 0.08 * half, "4,000 resamples, deviation of 900 samples");
        assertEquals(interval.value() + half, interval.high(), 0.08 * half, "likewise");
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            var interval = new Bootstrap(200, 0.8)
                    .measure(MEANS, Samples.normal(60, 1, trial), Samples.normal(60, 1, 1000 + trial), trial)
                    .get("means");
            held += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }
        assertEquals(0.8, held / 200.0, 0.115, "four deviations of 200 trials");
    }

    @Test
    void aBiasIsTakenOff() {
        double truth = 40 * 0.16 * 0.16;
        int held = 0;
        int heldByQuantiles = 0;
        for (int trial = 0; trial < 40; trial++) {
            Features x = Samples.changed(Samples.normal(80, 40, trial), v -> v + 0.16);
            Features y = Samples.normal(80, 40, 1000 + trial);
            var interval =
                    new Bootstrap(100, 0.95).measure(SQUARED_SHIFT, x, y, trial).get("squared-shift");
            double twice = 2 * interval.value();
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            heldByQuantiles += twice - interval.high() <= truth && truth <= twice - interval.low() ? 1 : 0;
        }
        assertTrue(held >= 32, "of 40: " + held);
        assertTrue(heldByQuantiles <= 4, "between the resamples' own quantiles, of 40: " + heldByQuantiles);
    }

    /** The shares of 60 trials, with 60 samples of each side, in which 90% intervals hold the numbers' means. */
    private static Map<String, Double> held(Metric metric) {
        Map<String, Double> expected = new LinkedHashMap<>();
        List<Map<String, Bootstrap.Interval>> found = new ArrayList<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            Features x = Samples.changed(Samples.normal(60, 8, trial), v -> 0.9 * v + 0.3);
            Features y = Samples.normal(60, 8, 1000 + trial);
            found.add(new Bootstrap(40, 0.9).measure(metric, x, y, trial));
            found.get(trial).forEach((name, interval) -> expected.merge(name, interval.value() / TRIALS, Double::sum));
        }
        Map<String, Double> held = new LinkedHashMap<>();
        expected.forEach((name, value) -> held.put(
                name,
                found.stream()
                                .map(intervals -> intervals.get(name))
                                .filter(interval -> interval.low() <= value && value <= interval.high())
                                .count()
                        / (double) TRIALS));
        return held;
    }

    @Test
    void intervalsAmongNeighborsHoldExpectedNumbersAboutAsOftenAsTheySay() {
        for (Metric metric : List.of(
                new PrecisionRecall(), new DensityCoverage(), new DuplicateRate(0.1), new EarthMoverDistance())) {
            held(metric).forEach((name, share) -> assertTrue(share >= 0.75, name + " is held " + share));
        }
    }

    @Test
    void repeatedSamplesMisleadMetricsOnNeighbors() {
        record Replaced(Metric metric) implements Metric {
            @Override
            public String name() {
                return metric.name();
            }

            @Override
            public Resampling resampling() {
                return Resampling.REPLACED;
            }

            @Override
            public Map<String, Double> measure(Features generated, Features real, long seed) {
                return metric.measure(generated, real, seed);
            }
        }
        double share = held(new Replaced(new DuplicateRate(0.1))).get("duplicate-rate");
        assertTrue(share <= 0.25, "held " + share);
    }

    @Test
    void halvesHaveHalfTheSamplesOnceEach() {
        int[] drawn = Resampling.HALVES.draw(new SplittableRandom(1), 31);
        assertEquals(15, Arrays.stream(drawn).distinct().count());
        assertEquals(15, drawn.length);
    }

    @Test
    void aFullCountEndsAboveItsBound() {
        Features all = new Features(3, 3, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        var interval = new Bootstrap(100, 0.95)
                .measure(new ClassCoverage(), all, all, 1)
                .get("classes");
        assertEquals(3, interval.low(), "some resamples have all classes");
        assertEquals(5, interval.high(), "and some only one");
    }

    @Test
    void everyNumberOfTheMetricHasAnInterval() {
        var intervals = new Bootstrap(20, 0.9)
                .measure(new PrecisionRecall(), Samples.normal(40, 2, 1), Samples.normal(40, 2, 2), 3);
        assertEquals("[precision, recall]", intervals.keySet().toString());
        assertTrue(intervals.get("recall").low() <= intervals.get("recall").high());
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        Features x = Samples.normal(30, 1, 1);
        Features y = Samples.normal(30, 1, 2);
        var bootstrap = new Bootstrap(10, 0.9);
        assertEquals(bootstrap.measure(MEANS, x, y, 5), bootstrap.measure(MEANS, x, y, 5));
        assertTrue(!bootstrap.measure(MEANS, x, y, 5).equals(bootstrap.measure(MEANS, x, y, 6)));
    }

    @Test
    void levelsOutsideOfZeroAndOneAreRefused() {
        assertRefused("level must be above 0 and below 1, got 95.0", () -> new Bootstrap(10, 95));
    }
}
