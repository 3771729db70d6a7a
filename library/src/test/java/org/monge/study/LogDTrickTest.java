package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogDTrickTest {
    private static Findings run(LogDTrick study) {
        return study.run(Effort.QUICK, 1, line -> {});
    }

    @Test
    void gradientsOfTheLossesAreThoseOfTheDivergences() {
        assertEquals(0, (Double) run(new LogDTrick()).numbers().get("largest difference"), 1e-9);
        LogDTrick other = new LogDTrick().with("real", "-1:0.25").with("fake", "1:3");
        assertEquals(0, (Double) run(other).numbers().get("largest difference"), 1e-9);
    }

    @Test
    void farApartLogOneMinusDHasNoGradientAndMinusLogDThatOfReverseKl() {
        LogDTrick apart = new LogDTrick().with("fake", "0:1");
        List<?> rows = (List<?>) run(apart).numbers().get("apart");
        Map<?, ?> last = (Map<?, ?>) rows.get(rows.size() - 1);
        assertTrue(Math.abs((Double) last.get("log(1 - D)")) < 1e-2);
        assertEquals(8, (Double) last.get("-log D"), 1e-2, "(mu - m) / v");
    }

    @Test
    void whatIsNoGaussianIsRefused() {
        var breach = assertThrows(IllegalArgumentException.class, () -> new LogDTrick().with("real", "1"));
        assertEquals("real must be MEAN:VARIANCE, got '1'", breach.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LogDTrick().with("fake", "1:-2"));
        assertThrows(IllegalArgumentException.class, () -> new LogDTrick().with("mixture", "1:1:1"));
    }
}
