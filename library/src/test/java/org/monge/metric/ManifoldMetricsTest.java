package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifoldMetricsTest {
    @Test
    void sharesAreThoseOfScikitLearnsNeighbours() {
        Features generated = Samples.golden("manifold/generated");
        Features real = Samples.golden("manifold/real");
        var expected = Map.of(
                "precision", Samples.goldenValue("manifold/precision"),
                "recall", Samples.goldenValue("manifold/recall"));
        assertEquals(expected, new PrecisionRecall().measure(generated, real, 0));
        assertTrue(expected.get("precision") < 1 && expected.get("recall") < 1, "neither is trivial: " + expected);
        var other = new DensityCoverage().measure(generated, real, 0);
        assertEquals(Samples.goldenValue("manifold/density"), other.get("density"), 1e-12);
        assertEquals(Samples.goldenValue("manifold/coverage"), other.get("coverage"), 1e-12);
    }

    @Test
    void ballsHaveASurfaceForPrecisionAndNoneForDensity() {
        Features real = Samples.line(0, 1, 2); // to the first neighbour: radius 1
        Features generated = Samples.line(3, 10);
        assertEquals(0.5, new PrecisionRecall(1).measure(generated, real, 0).get("precision"), "3 is on 2's surface");
        var open = new DensityCoverage(1).measure(generated, real, 0);
        assertEquals(0, open.get("density"));
        assertEquals(0, open.get("coverage"));
        var inside = new DensityCoverage(1).measure(Samples.line(0.5, 2.5), real, 0);
        assertEquals(1.5, inside.get("density"), "0.5 is in two balls, 2.5 in one");
        assertEquals(1, inside.get("coverage"));
    }

    @Test
    void equalDistributionsAreCoveredAsThePaperSays() {
        var numbers = new DensityCoverage(5).measure(Samples.normal(3000, 2, 1), Samples.normal(3000, 2, 2), 0);
        assertEquals(1, numbers.get("density"), 0.05, "four deviations and more at 3,000 samples");
        assertEquals(1 - Math.pow(2, -5), numbers.get("coverage"), 0.02, "eq. 11 of the paper, for large samples");
    }

    @Test
    void manyDimensionsAndManyBlocksGiveTheSame() {
        Features x = Samples.normal(40, 30, 1); // beyond direct differences
        Features y = Samples.normal(50, 30, 2);
        Neighbours nearest = Neighbours.of(x, y, 3);
        for (int i = 0; i < 40; i++) {
            double[] all = new double[50];
            for (int j = 0; j < 50; j++) {
                all[j] = distance(x.row(i), y.row(j));
            }
            assertEquals(all[nearest.indices()[3 * i + 2]], nearest.distances()[3 * i + 2], 1e-14);
            Arrays.sort(all);
            assertArrayEquals(Arrays.copyOf(all, 3), row(nearest, i), 1e-12, "the three least, ascending");
        }
    }

    private static double[] row(Neighbours neighbours, int i) {
        return Arrays.copyOfRange(neighbours.distances(), i * neighbours.k(), (i + 1) * neighbours.k());
    }

    private static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            sum += (x[d] - y[d]) * (x[d] - y[d]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void copiesAreAtZeroAndNoSampleIsItsOwnNeighbour() {
        Features x = Samples.normal(30, 40, 3);
        assertArrayEquals(new double[30], Neighbours.of(x, x, 1).nearest(), "distances are computed anew");
        Features line = Samples.line(0, 10, 11);
        assertArrayEquals(new int[] {1, 2, 1}, Neighbours.amongst(line, 1).indices());
        assertArrayEquals(new double[] {10, 1, 1}, Neighbours.amongst(line, 1).nearest());
    }

    @Test
    void duplicatesAndCopiesAreCounted() {
        Features real = Samples.line(0, 1, 3, 6, 10); // nearest others: 1, 1, 2, 3, 4
        var numbers = new DuplicateRate(0.6).measure(Samples.line(20, 21.5, 30, 33, 8.5), real, 0);
        assertEquals(2, numbers.get("duplicate-rate/threshold"), "three of five have another as near");
        assertEquals(0.4, numbers.get("duplicate-rate"), "20 and 21.5");
        assertEquals(0.2, numbers.get("duplicate-rate/copies"), "8.5 beside 10");
    }

    @Test
    void aCollapsedGeneratorOnlyMakesDuplicates() {
        Features one = Samples.changed(Samples.normal(300, 2, 4), v -> 0.25);
        assertEquals(
                1,
                new DuplicateRate().measure(one, Samples.normal(400, 2, 5), 0).get("duplicate-rate"));
    }

    @Test
    void equalDistributionsHaveTheQuantilesShare() {
        var numbers = new DuplicateRate(0.1).measure(Samples.normal(4000, 2, 6), Samples.normal(3000, 2, 7), 8);
        assertEquals(0.1, numbers.get("duplicate-rate"), 0.03, "four deviations of two shares of 3,000, and pairs");
        assertEquals(0.1, numbers.get("duplicate-rate/copies"), 0.03, "likewise");
    }

    @Test
    void tooFewSamplesForTheirNeighboursAreRefused() {
        Features three = Samples.line(0, 1, 2);
        assertRefused(
                "count of neighbours must be from 1 to 2, got 3", () -> new PrecisionRecall().measure(three, three, 0));
        assertRefused("quantile must be above 0 and below 1, got 1.0", () -> new DuplicateRate(1));
    }
}
