package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monge.data.PointCloud;

class CriticSurfaceTest {
    private static final Findings FINDINGS = CriticSurface.run(
            List.of(PointCloud.EIGHT_GAUSSIANS), new CriticSurface.Budget(32, 400, 20, 400), 1, line -> {});

    private static double number(int critic, String column) {
        List<?> rows = (List<?>) FINDINGS.numbers().get("critics");
        return (Double) ((Map<?, ?>) rows.get(critic)).get(column);
    }

    @Test
    void aPenalisedCriticEstimatesTheEarthMoversDistance() {
        // Few updates leave the estimate below the distance, and samples are farther apart than their distributions.
        assertEquals(0.85, number(1, "ratio"), 0.25);
        assertEquals(1, number(1, "mean slope"), 0.15);
    }

    @Test
    void aClippedCriticDoesNot() {
        assertTrue(number(0, "ratio") < 0.1 || number(0, "ratio") > 10, () -> "ratio " + number(0, "ratio"));
    }

    @Test
    void aWeakPenaltyLetsSlopesGrowByTheDistanceOverTwiceItsWeight() {
        double predicted = 1 + number(2, "exact") / (2 * 0.1);
        assertEquals(predicted, number(2, "mean slope"), 0.4 * predicted);
    }

    @Test
    void everySurfaceIsDrawnOverItsData() {
        for (Chart chart : FINDINGS.charts()) {
            List<Curves.Curve> curves = ((Curves) chart).curves();
            assertEquals(12, curves.size());
            assertTrue(curves.get(5).x().size() > 30, () -> chart.name() + " has no contour");
        }
    }
}
