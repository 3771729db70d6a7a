package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void medianAndSpreadAreBetweenNeighboursInProportion() {
        assertEquals(new Timing(2.5, 1.5), Timing.of(4, 1, 3, 2));
        assertEquals(new Timing(7, 0), Timing.of(7));
    }

    @Test
    void warmUpComesBeforeTheClock() {
        AtomicInteger runs = new AtomicInteger();
        Timing.of(runs::incrementAndGet, 2, 3);
        assertEquals(5, runs.get());
    }
}
