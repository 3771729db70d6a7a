package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import org.junit.jupiter.api.Test;
import org.monge.metric.FrechetDistance.Supply;

class FrechetDistanceTest {
    private static final String NAME = "frechet-distance";

    private static double distance(Features x, Features y) {
        return new FrechetDistance().measure(x, y, 0).get(NAME);
    }

    @Test
    void itIsWhatScipysRootGives() {
        double distance = distance(Samples.golden("frechet/x"), Samples.golden("frechet/y"));
        assertEquals(Samples.goldenValue("frechet/distance"), distance, 1e-9, "a root of eigenvalues, a root by Schur");
    }

    @Test
    void onTheLineItIsThatOfMeansAndDeviations() {
        Features x = Samples.normal(500, 1, 1);
        Features y = Samples.changed(x, v -> 3 * v + 2);
        double mean = x.tensor().mean().item_double();
        double deviation = x.tensor().std(true).item_double();
        double expected = Math.pow(2 * mean + 2, 2) + Math.pow(2 * deviation, 2);
        assertEquals(expected, distance(x, y), 1e-10, "(m1 - m2)^2 + (s1 - s2)^2");
    }

    @Test
    void equalSamplesAreAtZeroAndAShiftCostsItsSquare() {
        Features x = Samples.normal(200, 20, 2);
        assertEquals(0, distance(x, x), 1e-9, "but for roots of rounding");
        var shifted = new FrechetDistance().measure(x, Samples.changed(x, v -> v + 1), 0);
        assertEquals(20, shifted.get(NAME), 1e-9);
        assertEquals(20, shifted.get(NAME + "/means"), 1e-9);
        assertEquals(0, shifted.get(NAME + "/covariances"), 1e-9);
    }

    @Test
    void sidesMayBeSwapped() {
        Features x = Samples.golden("frechet/x");
        Features y = Samples.golden("frechet/y");
        assertEquals(distance(x, y), distance(y, x), 1e-9, "of equal trace");
    }

    @Test
    void tooFewSamplesAreRefusedUnlessAskedFor() {
        Features few = Samples.normal(10, 10, 3);
        Features many = Samples.normal(11, 10, 4);
        assertRefused(
                "count of generated features must be at least 11 (more than dimensions) for a Frechet distance, got 10",
                () -> distance(few, many));
        assertRefused(
                "count of real features must be at least 11 (more than dimensions) for a Frechet distance, got 10",
                () -> distance(many, few));
        double forced = new FrechetDistance(Supply.ANY).measure(few, many, 0).get(NAME);
        assertTrue(forced > 0 && Double.isFinite(forced));
        assertRefused(
                "dimension of generated features must be that of the real ones, 10, got 2",
                () -> distance(Samples.normal(20, 2, 0), many));
    }

    @Test
    void aSingularCovarianceHasARootToo() {
        double[] flat = Samples.normal(100, 3, 5).values();
        for (int i = 2; i < flat.length; i += 3) {
            flat[i] = flat[i - 1];
        }
        Features x = new Features(100, 3, flat);
        assertEquals(0, distance(x, x), 1e-9);
        Features twice = Samples.changed(x, v -> 2 * v);
        var numbers = new FrechetDistance().measure(x, twice, 0);
        var scaled = new FrechetDistance().measure(twice, Samples.changed(x, v -> 4 * v), 0);
        assertEquals(4 * numbers.get(NAME), scaled.get(NAME), 1e-9, "a square of lengths");
    }
}
