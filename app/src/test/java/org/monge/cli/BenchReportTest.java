package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static String text(Map<String, Double> peak) {
        BenchReport.Step step = new BenchReport.Step(64, 32, 0, 320, 100, new Timing(500, 10));
        return new BenchReport("some", "cuda", "fp32", 2, "2", List.of(step), Map.of(), null, peak).text();
    }

    @Test
    void shareIsOfTheProcessorsConvolutionWhereTheProcessorComputed() {
        String text = text(Map.of("float32", 400.0, "bfloat16", 800.0));
        assertTrue(text.matches("(?s).*% of float32 convolution +50\\.0\\R.*"), text); // 200 of 400 GFLOP/s
        assertFalse(text(Map.of()).contains("convolution"));
    }
}
