package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    private static final String NAME = "kernel-distance";

    @Test
    void allSamplesAtOnceGiveWhatScikitLearnsKernelGives() {
        Features x = Samples.golden("kernel/x");
        Features y = Samples.golden("kernel/y");
        var numbers = new KernelDistance(3, 200).measure(x, y, 0);
        double expected = Samples.goldenValue("kernel/distance");
        assertEquals(expected, numbers.get(NAME), 1e-10 * Math.abs(expected), "whatever the order");
        assertEquals(0, numbers.get(NAME + "/deviation"), 1e-10 * Math.abs(expected), "every subset is the whole");
    }

    @Test
    void twoPointsOnEachSideAreWorkedOutByHand() {
        Features x = Samples.line(0, 1);
        Features y = Samples.line(2, 3);
        double within = (1 + 1) + (343 + 343); // k(0, 1) = 1, k(2, 3) = 7^3
        double between = 1 + 1 + 27 + 64; // k(0, 2), k(0, 3), k(1, 2), k(1, 3)
        double distance = new KernelDistance(1, 2).measure(x, y, 0).get(NAME);
        assertEquals(within / 2 - between / 2, distance, 1e-12);
    }

    @Test
    void itIsUnbiased() {
        var numbers = new KernelDistance(200, 50).measure(Samples.normal(4000, 3, 1), Samples.normal(4000, 3, 2), 3);
        double error = numbers.get(NAME + "/deviation") / Math.sqrt(200);
        assertEquals(0, numbers.get(NAME), 4 * error, "four standard errors of the mean");
        assertTrue(numbers.get(NAME + "/deviation") > 0);
    }

    @Test
    void equalSeedsGiveEqualNumbers() {
        Features x = Samples.normal(60, 3, 1);
        Features y = Samples.normal(60, 3, 2);
        var metric = new KernelDistance(5, 20);
        assertEquals(metric.measure(x, y, 7), metric.measure(x, y, 7));
        assertTrue(!metric.measure(x, y, 7).equals(metric.measure(x, y, 8)), "others are drawn");
    }

    @Test
    void subsetsLargerThanTheSamplesAreRefused() {
        assertRefused("count of real features must be at least 20, got 19", () -> new KernelDistance(5, 20)
                .measure(Samples.normal(20, 1, 0), Samples.normal(19, 1, 0), 0));
    }
}
