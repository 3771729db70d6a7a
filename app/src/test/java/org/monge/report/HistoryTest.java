package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
    void onlyWhatIsWantedIsKeptAndReportsWithoutItLeaveNoTrace() {
        History history = new History(name -> name.startsWith("evaluation/"), 4);
        for (int step = 1; step <= 50; step++) {
            String rare = step % 10 == 0 ? "evaluation/modes" : "wasserstein";
            history.add(new Report(step, step, Map.of("generator/loss", 1.0, rare, (double) step)));
        }
        assertEquals(
                List.of(
                        new Report(10, 10, Map.of("evaluation/modes", 10.0)),
                        new Report(30, 30, Map.of("evaluation/modes", 30.0)),
                        new Report(50, 50, Map.of("evaluation/modes", 50.0))),
                history.reports());
    }

    @Test
    void historyWithoutReportsIsEmpty() {
        assertEquals(List.of(), new History(name -> true).reports());
    }
}
