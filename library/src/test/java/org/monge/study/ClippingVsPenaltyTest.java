package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClippingVsPenaltyTest {
    private static final Findings FINDINGS =
            ClippingVsPenalty.run(new ClippingVsPenalty.Budget(32, 10, 10), 1, line -> {});

    private static double number(int critic, String column) {
        List<?> rows = (List<?>) FINDINGS.numbers().get("critics");
        return (Double) ((Map<?, ?>) rows.get(critic)).get(column);
    }

    @Test
    void gradientsChangeByOrdersOfMagnitudeUnderClippingAndNotUnderThePenalty() {
        for (int clipped = 0; clipped < 3; clipped++) {
            double decades = Math.abs(number(clipped, "decades from 12 to 1"));
            assertTrue(decades > 2, () -> "decades under clipping: " + decades);
        }
        double decades = Math.abs(number(3, "decades from 12 to 1"));
        assertTrue(decades < 1.5, () -> "decades under the penalty: " + decades);
    }

    @Test
    void clippedWeightsPileUpAtTheEnds() {
        for (int clipped = 0; clipped < 3; clipped++) {
            double share = number(clipped, "share of weights at +-largest");
            assertTrue(share > 0.3, () -> "share at the bound: " + share);
        }
        assertTrue(number(3, "share of weights at +-largest") < 0.05);
    }
}
