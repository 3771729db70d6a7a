package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monge.data.PointCloud;

class CriticSurfaceTest {
    private static final Findings FINDINGS = CriticSurface.run(
            List.of(PointCloud.EIGHT_GAUSSIANS), new CriticSurface.Budget(32, 800, 20, 400), 1, line -> {});

    private static double number(int critic, String column) {
        List<?> rows = (List<?>) FINDINGS.numbers().get("critics");
        return (Double) ((Map<?, ?>) rows.get(critic)).get(column);
    }

    private static List<Double> ratios(int critic) {
        return FINDINGS.charts().get(3).curves().get(critic).y();
    }

    private static double decades(int critic) {
        return Math.abs(Math.log10(number(critic, "ratio")));
    }

    @Test
    void aPenalisedCriticsEstimateRisesTowardsTheEarthMoversDistance() {
        List<Double> ratios = ratios(1);
        double first = ratios.get(0);
        double last = ratios.get(ratios.size() - 1);
        double exact = number(1, "exact");
        assertTrue(last > first, () -> "ratios " + ratios);
        // The loss is least where the estimate is 1 + W / (2 lambda) times the distance.
        assertTrue(last < 1 + exact / (2 * 10), () -> "ratios " + ratios);
        assertEquals(1, number(1, "mean slope"), 0.15);
    }

    @Test
    void itIsNearerToTheDistanceThanAClippedOneOrOneUnderAWeakPenalty() {
        assertTrue(decades(1) < decades(0) / 10, () -> "decades " + decades(1) + " and " + decades(0));
        assertTrue(decades(1) < decades(2) / 3, () -> "decades " + decades(1) + " and " + decades(2));
    }

    @Test
    void aWeakPenaltyLetsSlopesGrowByTheDistanceOverTwiceItsWeight() {
        double predicted = 1 + number(2, "exact") / (2 * 0.1);
        assertEquals(predicted, number(2, "mean slope"), 0.4 * predicted);
    }

    @Test
    void everySurfaceIsDrawnOverItsData() {
        for (Curves chart : FINDINGS.charts().subList(0, 3)) {
            List<Curves.Curve> curves = chart.curves();
            assertEquals(12, curves.size());
            assertTrue(curves.get(5).x().size() > 30, () -> chart.name() + " has no contour");
        }
    }
}
