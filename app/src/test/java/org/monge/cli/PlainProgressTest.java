package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.monge.train.Report;

class PlainProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void linesComeAtMostOnceASecondAndTheLastReportIsNotLost() {
        ConsoleProgress progress = new PlainProgress(out, 0, 100, nanos::get);
        for (int i = 1; i <= 25; i++) {
            nanos.addAndGet(100_000_000);
            progress.reported(new Report(i, 10L * i, Map.of("generator/loss", (double) i)));
        }
        progress.stopped(25);
        progress.close();
        assertEquals(
                List.of(
                        "step 1/100  100 images/s  0:00:09 left  generator 1.000",
                        "step 11/100  100 images/s  0:00:08 left  generator 11.000",
                        "step 21/100  100 images/s  0:00:07 left  generator 21.000",
                        "step 25/100  100 images/s  0:00:07 left  generator 25.000"),
                lines());
    }

    @Test
    void measurementsAreNeverLeftOut() {
        try (ConsoleProgress progress = new PlainProgress(out, 0, 100, nanos::get)) {
            for (int i = 1; i <= 5; i++) {
                nanos.addAndGet(100_000_000);
                String meter = i == 3 ? "evaluation/modes" : "wasserstein";
                progress.reported(new Report(i, 10L * i, Map.of(meter, (double) i)));
            }
        }
        assertEquals(
                List.of(
                        "step 1/100  100 images/s  0:00:09 left  wasserstein 1.000",
                        "step 3/100  100 images/s  0:00:09 left  evaluation (modes 3.000)",
                        "step 5/100  100 images/s  0:00:09 left  wasserstein 5.000"),
                lines());
    }

    @Test
    void resumedTrainingCountsOnlyItsOwnStepsAndImages() {
        ConsoleProgress progress = new PlainProgress(out, 1000, 1100, nanos::get);
        nanos.addAndGet(10_000_000_000L);
        progress.reported(new Report(1010, 64_640, Map.of()));
        nanos.addAndGet(10_000_000_000L);
        progress.reported(new Report(1020, 65_280, Map.of()));
        assertEquals(
                List.of("step 1010/1100  - images/s  0:01:30 left  ", "step 1020/1100  64 images/s  0:01:20 left  "),
                lines());
    }

    @Test
    void outputThatIsNoTerminalGetsPlainLines() {
        try (ConsoleProgress progress = ConsoleProgress.on(out, 0, 10)) {
            assertInstanceOf(PlainProgress.class, progress);
            progress.reported(new Report(10, 640, Map.of("wasserstein", 1.0)));
        }
        assertTrue(bytes.toString(StandardCharsets.UTF_8).indexOf('\r') < 0);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
