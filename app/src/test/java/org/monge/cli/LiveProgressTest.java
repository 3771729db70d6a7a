package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.monge.train.Report;

class LiveProgressTest {
    private static final String PACE = "812 images/s  0:02:40 left";

    @Test
    void wideTerminalShowsTheBarAndEveryMeter() {
        assertEquals(
                "1700/5000  [==========                    ]  812 images/s  0:02:40 left  critic -1.234 (real 0.100 fake"
                        + " -1.434 penalty 0.200) generator 0.500 wasserstein 1.534",
                LiveProgress.line(1700, 5000, PACE, MeterTextTest.meters(), 170));
    }

    @Test
    void narrowTerminalDropsThePartsThenTheBarThenTheLosses() {
        assertEquals(
                "1700/5000  [===       ]  812 images/s  0:02:40 left  critic -1.234 generator 0.500 wasserstein 1.534",
                LiveProgress.line(1700, 5000, PACE, MeterTextTest.meters(), 100));
        assertEquals(
                "1700/5000  812 images/s  0:02:40 left  critic -1.234 generator 0.500 wasserstein 1.534",
                LiveProgress.line(1700, 5000, PACE, MeterTextTest.meters(), 88));
        assertEquals(
                "1700/5000  [=====          ]  812 images/s  0:02:40 left  wasserstein 1.534",
                LiveProgress.line(1700, 5000, PACE, MeterTextTest.meters(), 75));
        assertEquals("1700/5000  812 images/s  0:02:", LiveProgress.line(1700, 5000, PACE, MeterTextTest.meters(), 30));
    }

    @Test
    @Timeout(20)
    void barShowsTheNewestReportAndEndsItsLineOnce() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        LiveProgress progress = new LiveProgress(new ConsoleProgressBarConsumer(out, 170), 0, 200);
        while (bytes.size() == 0) {
            Thread.sleep(10);
        }
        progress.reported(new Report(100, 6400, MeterTextTest.meters()));
        progress.stopped(150);
        progress.close();
        String text = bytes.toString(StandardCharsets.UTF_8);
        String last = text.substring(text.lastIndexOf('\r') + 1);
        assertTrue(last.startsWith("150/200  [======================        ]"), last);
        assertTrue(last.contains("critic -1.234 (real 0.100"), last);
        assertEquals(1, text.chars().filter(c -> c == '\n').count());
    }
}
