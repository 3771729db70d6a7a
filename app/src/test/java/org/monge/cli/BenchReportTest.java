package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final Map<String, Double> PEAK = Map.of("float32", 400.0, "bfloat16", 800.0);

    /** Of a step, or of as many as were compared, at 200 GFLOP/s. */
    private static String text(int steps, Map<String, Double> peak) {
        BenchReport.Step step = new BenchReport.Step(64, 32, 0, 320, 100, new Timing(500, 10));
        List<BenchReport.Step> equal = Collections.nCopies(steps, step);
        return new BenchReport("some", "cuda", "fp32", 2, "2", equal, Map.of(), null, peak).text();
    }

    @Test
    void shareIsOfTheProcessorsConvolutionWhereTheProcessorComputed() {
        String text = text(1, PEAK);
        assertTrue(text.matches("(?s).*% of float32 convolution +50\\.0\\R.*"), text);
        assertFalse(text(1, Map.of()).contains("convolution"));
    }

    @Test
    void shareOfComparedStepsLikewise() {
        String text = text(2, PEAK);
        assertTrue(text.matches("(?s).* 200\\.0 +50\\.0\\R.*"), text);
        String elsewhere = text(2, Map.of());
        assertTrue(elsewhere.matches("(?s).* 200\\.0 +-\\R.*"), elsewhere);
        assertFalse(elsewhere.contains("NaN"), elsewhere);
    }
}
