package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.metric.Samples.assertRefused;
import static org.monge.metric.Samples.goldenValue;
import static org.monge.metric.Samples.goldenValues;

import org.junit.jupiter.api.Test;

class LineTransportTest {
    @Test
    void costsAreScipys() {
        double[] x = goldenValues("line/x");
        double[] y = goldenValues("line/y");
        double weighted = LineTransport.cost(x, goldenValues("line/a"), y, goldenValues("line/b"), 1);
        assertEquals(goldenValue("line/cost"), weighted, 1e-13, "but for rounding");
        assertEquals(goldenValue("line/even"), LineTransport.cost(x, y, 1), 1e-13, "but for rounding");
    }

    @Test
    void equalCountsArePairedInTheirOrder() {
        double[] x = {3, 1, 2};
        double[] y = {30, 10, 20};
        assertEquals((9 * 9 + 18 * 18 + 27 * 27) / 3.0, LineTransport.cost(x, y, 2), 1e-12);
    }

    @Test
    void aPointMaySplit() {
        assertEquals(
                (1 + 4 + 4 + 9) / 4.0, LineTransport.cost(new double[] {0, 1}, new double[] {1, 2, 3, 4}, 2), 1e-12);
    }

    @Test
    void ordersBelowOneAreRefused() {
        double[] x = {1};
        assertRefused("order must be at least 1, got 0.5", () -> LineTransport.cost(x, x, 0.5));
    }
}
