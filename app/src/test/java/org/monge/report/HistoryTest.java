package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.monge.train.Report;

class HistoryTest {
    @Test
    void fewReportsAreAllKept() {
        History history = new History(name -> true);
        MetricsLogTest.reports(1999).forEach(history::add);
        assertEquals(MetricsLogTest.reports(1999), history.reports());
    }

    @Test
    void manyReportsAreThinnedEvenlyAndTheFirstAndNewestStay() {
        History history = new History(name -> true);
        MetricsLogTest.reports(100_000).forEach(history::add);
        List<Long> steps = history.reports().stream().map(Report::step).toList();
        assertTrue(steps.size() > 1000 && steps.size() <= 2000, "kept " + steps.size());
        assertEquals(1, steps.get(0));
        assertEquals(100_000, steps.get(steps.size() - 1));
        for (int i = 1; i < steps.size() - 1; i++) {
            assertEquals(64, steps.get(i) - steps.get(i - 1));
        }
    }

    @Test
    void historyWithoutReportsIsEmpty() {
        assertEquals(List.of(), new History(name -> true).reports());
    }
}
