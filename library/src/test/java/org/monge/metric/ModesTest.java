package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.monge.data.Modes;
import org.monge.data.Modes.Center;
import org.monge.data.PointCloud;

class ModesTest {
    @Test
    void reverseKlIsLogKLessTheEntropy() {
        ModeCounts counts = ModeCounts.of(new int[] {0, 0, 0, 2}, 4);
        assertEquals(List.of(3L, 0L, 1L, 0L), counts.counts());
        assertEquals(2, counts.covered());
        double expected = 0.75 * Math.log(0.75 / 0.25) + 0.25 * Math.log(0.25 / 0.25);
        assertEquals(expected, counts.reverseKl(), 1e-15, "sum p log(p / (1/4))");
    }

    @Test
    void collapseToOneModeCostsLogK() {
        assertEquals(
                Math.log(1000), ModeCounts.stacked(new int[] {3, 1, 4, 3, 1, 4}).reverseKl(), 1e-12);
        assertEquals(0, ModeCounts.of(new int[] {0, 1, 2}, 3).reverseKl(), 1e-15);
        assertTrue(Double.isNaN(ModeCounts.of(new int[0], 3).reverseKl()), "nothing to compare");
    }

    @Test
    void stackedDigitsAreThreePlaces() {
        ModeCounts counts = ModeCounts.stacked(new int[] {3, 1, 4, 0, 0, 7});
        assertEquals(1, counts.counts().get(314));
        assertEquals(1, counts.counts().get(7));
        assertEquals(2, counts.covered());
        assertRefused("digit must be from 0 to 9, got 10", () -> ModeCounts.stacked(new int[] {0, 10, 0}));
    }

    @Test
    void aPerfectSamplerOfStackedDigitsIsAtTheKnownFloor() {
        ModeCounts counts =
                ModeCounts.stacked(new Random(1).ints(3 * 26_000, 0, 10).toArray());
        assertEquals(1000, counts.covered());
        assertEquals(0.0194, counts.reverseKl(), 4 * 0.0009, "999 / (2 * 26,000) and four deviations");
    }

    @Test
    void pointsAreOfHighQualityWithinThreeDeviationsOfTheNearestMode() {
        Modes modes = new Modes(List.of(new Center(0, 0), new Center(10, 0), new Center(0, 10)), 1);
        Features points = new Features(5, 2, new double[] {0, 2.9, 0, 3.1, 10, 3, 12, -2, 5, 5});
        var coverage = new MixtureCoverage(modes);
        assertEquals(List.of(1L, 2L, 0L), coverage.counts(points).counts());
        var numbers = coverage.measure(points, points, 0);
        assertEquals("[modes, high-quality, reverse-kl]", numbers.keySet().toString());
        assertEquals(2, numbers.get("modes"));
        assertEquals(0.6, numbers.get("high-quality"), 1e-15);
        double expected = Math.log(3) + Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3;
        assertEquals(expected, numbers.get("reverse-kl"), 1e-15, "over the points of high quality only");
    }

    @Test
    void aPerfectSamplerOfTheRingIsAtTheKnownCeiling() {
        Modes ring = PointCloud.EIGHT_GAUSSIANS.modes().orElseThrow();
        Random random = new Random(2);
        double[] values = new double[2 * 20_000];
        for (int i = 0; i < values.length; i += 2) {
            Center center = ring.centers().get(random.nextInt(8));
            values[i] = center.x() + ring.deviation() * random.nextGaussian();
            values[i + 1] = center.y() + ring.deviation() * random.nextGaussian();
        }
        Features points = new Features(20_000, 2, values);
        var numbers = new MixtureCoverage(ring).measure(points, points, 0);
        assertEquals(8, numbers.get("modes"));
        assertEquals(1 - Math.exp(-4.5), numbers.get("high-quality"), 0.003, "four deviations of a share of 20,000");
        assertEquals(7 / 40_000.0, numbers.get("reverse-kl"), 0.0006, "7 / (2 * 20,000) and some deviations");
    }

    @Test
    void scoresAreThoseOfScipysEntropy() {
        Features p = ClassProbabilities.ofLogits(Samples.golden("score/logits"));
        var numbers = new ClassifierScore(1).measure(p, p, 0);
        assertEquals(Samples.goldenValue("score/value"), numbers.get("classifier-score"), 1e-12);
        assertEquals(0, numbers.get("classifier-score/deviation"), "one part");
        assertEquals(Samples.goldenValue("score/value"), numbers.get("classifier-score/real"), 1e-12);
    }

    @Test
    void certainSamplesOfAllClassesScoreTheirNumberInWhateverOrder() {
        Features sorted = certain(IntStream.range(0, 10_000).map(i -> i / 1000).toArray(), 10);
        var numbers = new ClassifierScore().measure(sorted, Samples.changed(sorted, p -> 0.1), 0);
        double lost = 0.9 * 9 / 2000; // the entropy's bias in parts of 1,000 out of 10,000
        assertEquals(10 * Math.exp(-lost), numbers.get("classifier-score"), 0.02, "four deviations and more");
        assertEquals(1, numbers.get("classifier-score/real"), 1e-12, "torn between all");
    }

    @Test
    void scoreIsTheMeanOverThePartsBesideTheirDeviation() {
        Features p = certain(new int[] {0, 0, 0, 1}, 2);
        var numbers = new ClassifierScore(2).measure(p, p, 0);
        assertEquals(1.5, numbers.get("classifier-score"), 1e-12, "1 of two samples of one class, 2 of the others");
        assertEquals(0.5, numbers.get("classifier-score/deviation"), 1e-12);
    }

    private static Features certain(int[] labels, int classes) {
        double[] values = new double[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            values[i * classes + labels[i]] = 1;
        }
        return new Features(labels.length, classes, values);
    }

    @Test
    void classesAreCounted() {
        Features generated = new Features(3, 3, new double[] {0.5, 0.3, 0.2, 0.1, 0.1, 0.8, 0.2, 0.2, 0.6});
        assertEquals(List.of(1L, 0L, 2L), ClassCoverage.counts(generated).counts());
        var numbers = new ClassCoverage().measure(generated, generated.select(0), 0);
        assertEquals(2, numbers.get("classes"));
        assertEquals(Math.log(3) - 2 * Math.log(2) / 3, numbers.get("classes/entropy"), 1e-15);
        assertEquals(0, numbers.get("classes/real-entropy"), 1e-15);
        assertEquals(2 * Math.log(2) / 3, numbers.get("classes/reverse-kl"), 1e-15, "log 3 - entropy");
    }

    @Test
    void classesOfStackedDigitsAreTheirModes() {
        Features p = certain(new int[] {314, 7, 314, 314}, 1000);
        var numbers = new ClassCoverage().measure(p, p, 0);
        ModeCounts modes = ModeCounts.stacked(new int[] {3, 1, 4, 0, 0, 7, 3, 1, 4, 3, 1, 4});
        assertEquals(2, numbers.get("classes"));
        assertEquals(modes.reverseKl(), numbers.get("classes/reverse-kl"));
    }

    @Test
    void probabilitiesOfLargeLogitsAreFinite() {
        Features p = ClassProbabilities.ofLogits(new Features(1, 2, new double[] {1000, 1000 + Math.log(3)}));
        assertArrayEquals(new double[] {0.25, 0.75}, p.values(), 1e-12);
    }

    @Test
    void logitsAreNoProbabilities() {
        Features logits = new Features(1, 2, new double[] {3, 2});
        assertRefused("probabilities of classes must be of sum 1 for each sample, got 5.0", () -> new ClassifierScore(1)
                .measure(logits, logits, 0));
        Features p = ClassProbabilities.ofLogits(logits);
        assertRefused(
                "splits must be at most the count of samples, 1, got 10", () -> new ClassifierScore().measure(p, p, 0));
    }
}
