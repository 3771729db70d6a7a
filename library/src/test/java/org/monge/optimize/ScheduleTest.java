package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void constantIsOne() {
        assertEquals(1, new Schedule.Constant().at(0));
        assertEquals(1, new Schedule.Constant().at(1_000_000));
    }

    @Test
    void linearDecayGoesFromOneToNought() {
        Schedule decay = new Schedule.LinearDecay(100, 300);
        assertEquals(1, decay.at(0));
        assertEquals(1, decay.at(100));
        assertEquals(0.75, decay.at(150));
        assertEquals(0.005, decay.at(299), 1e-15);
        assertEquals(0, decay.at(300));
        assertEquals(0, decay.at(301));
    }

    @Test
    void warmUpEndsAtOne() {
        Schedule warmUp = new Schedule.WarmUp(4);
        assertEquals(0.25, warmUp.at(0));
        assertEquals(0.75, warmUp.at(2));
        assertEquals(1, warmUp.at(3));
        assertEquals(1, warmUp.at(4));
        assertEquals(1, new Schedule.WarmUp(1).at(0));
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("from must be at least 0, got -1", () -> new Schedule.LinearDecay(-1, 3));
        refused("until must be greater than from, 3, got 3", () -> new Schedule.LinearDecay(3, 3));
        refused("steps must be at least 1, got 0", () -> new Schedule.WarmUp(0));
    }

    private static void refused(String message, Runnable setting) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, setting::run).getMessage());
    }
}
