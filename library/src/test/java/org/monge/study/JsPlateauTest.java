package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsPlateauTest {
    private final Findings findings = new JsPlateau().run(Effort.QUICK, 1, line -> {});

    private List<Map<?, ?>> rows(String table) {
        return ((List<?>) findings.numbers().get(table))
                .stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
    }

    @Test
    void distanceOfSampledLinesGrowsWithTheGap() {
        List<Map<?, ?>> lines = rows("parallel lines");
        Map<?, ?> near = lines.get(10);
        Map<?, ?> far = lines.get(12);
        assertEquals(0.5, (Double) near.get("theta"));
        // samples lie at most as far apart on the line as their heights differ: theta <= W <= theta + W of the heights
        for (Map<?, ?> row : List.of(near, far)) {
            double theta = (Double) row.get("theta");
            double measured = (Double) row.get("earth mover's, samples");
            assertTrue(measured >= theta && measured < theta + 0.1, measured + " at " + theta);
        }
    }

    @Test
    void gaussiansFarApartLeaveJsFlat() {
        List<Map<?, ?>> rows = rows("Gaussians");
        Map<?, ?> before = rows.get(rows.size() - 2);
        Map<?, ?> last = rows.get(rows.size() - 1);
        assertEquals(Math.log(2), (Double) last.get("JS"), 1e-5);
        assertEquals(0, (Double) last.get("JS") - (Double) before.get("JS"), 1e-4);
        assertEquals(0.1114215, (Double) rows.get(1).get("JS"), 1e-5, "at 1, by rectangles of 0.0001");
        assertEquals(0.6759426, (Double) rows.get(5).get("JS"), 1e-5, "at 5, likewise");
        assertEquals(50, (Double) last.get("KL"), 1e-6, "theta^2 / 2");
        assertEquals(0.6826894921, (Double) rows.get(2).get("total variation"), 1e-4, "2 Phi(theta / 2) - 1 at 2");
    }

    @Test
    void discsMeetOnlyWhereTheirDimensionsFillTheSpace() {
        for (Map<?, ?> row : rows("discs")) {
            int discs = (Integer) row.get("dimensions of the discs");
            int space = (Integer) row.get("of the space");
            double share = (Double) row.get("share that meet");
            if (2 * discs < space) {
                assertTrue(share <= 0.04, row::toString);
            } else {
                assertTrue(share > 0.1, row::toString);
            }
        }
    }
}
