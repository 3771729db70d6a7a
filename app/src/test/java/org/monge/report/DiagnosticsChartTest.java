package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.monge.train.Report;

class DiagnosticsChartTest {
    private static final int PANEL = 280;

    /** Examinations of a critic with two kernels, the weights of the first of which are all in one bin. */
    private static List<Report> examinations(int count, int bin) {
        List<Report> reports = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Map<String, Double> meters = new LinkedHashMap<>();
            for (String kernel : List.of("0.weight", "2.weight")) {
                meters.put("diagnostics/weights/" + kernel + "/limit", 0.5);
                for (int k = 0; k < 20; k++) {
                    double share = kernel.equals("0.weight") ? (k == bin ? 1 : 0) : 0.05;
                    meters.put(String.format("diagnostics/weights/%s/bin-%02d", kernel, k), share);
                }
                meters.put("diagnostics/parameter-gradient/" + kernel, Math.exp(kernel.equals("0.weight") ? -i : i));
            }
            meters.put("diagnostics/slope-real/median", 1.0 + i);
            reports.add(new Report(10L * i, 10L * i, meters));
        }
        return reports;
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int count(BufferedImage image, int color, int left, int top) {
        int count = 0;
        for (int y = top; y < top + PANEL; y++) {
            for (int x = left; x < left + 500; x++) {
                count += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void whatWasExaminedHasAPanelAndTheRestHasNone() throws IOException {
        BufferedImage chart = image(DiagnosticsChart.png(examinations(50, 3)));
        assertEquals(1000, chart.getWidth());
        assertEquals(PANEL, chart.getHeight());
        assertTrue(count(chart, 0x0072b2, 0, 0) > 50, "gradient of the first kernel");
        assertTrue(count(chart, 0xd55e00, 0, 0) > 50, "gradient of the second kernel");
        assertTrue(count(chart, 0x0072b2, 500, 0) > 50, "slope");
        assertEquals(0, count(chart, 0xd55e00, 500, 0), "no other slope");
    }

    @Test
    void gradientsThatVanishLeaveAGap() throws IOException {
        Map<String, Double> meters = Map.of("diagnostics/activation-gradient/00", 0.0);
        assertEquals(
                1000,
                image(DiagnosticsChart.png(List.of(new Report(1, 1, meters)))).getWidth());
    }

    @Test
    void deepNetworksAreShownByAFewLayers() throws IOException {
        Map<String, Double> meters = new LinkedHashMap<>();
        for (int layer = 0; layer < 40; layer++) {
            meters.put(String.format("diagnostics/activation-gradient/%02d", layer), Math.pow(10, -layer));
        }
        BufferedImage chart = image(DiagnosticsChart.png(List.of(new Report(1, 1, meters), new Report(2, 2, meters))));
        assertEquals(PANEL, chart.getHeight());
        assertTrue(count(chart, 0x555555, 0, 0) > 50, "the seventh line");
    }

    @Test
    void weightsAreDarkWhereTheyAre() throws IOException {
        BufferedImage low = image(WeightChart.png(examinations(5, 2)));
        BufferedImage high = image(WeightChart.png(examinations(5, 17)));
        assertEquals(1000, low.getWidth());
        assertEquals(PANEL, low.getHeight());
        assertTrue(middle(low) > PANEL / 2.0 + 30, "low weights are below, at " + middle(low));
        assertTrue(middle(high) < middle(low) - 60, "high weights are above, at " + middle(high));
    }

    /** The mean height of the darkest blue of the first map. */
    private static double middle(BufferedImage chart) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < PANEL; y++) {
            for (int x = 0; x < 500; x++) {
                if ((chart.getRGB(x, y) & 0xffffff) == 0x08306b) {
                    sum += y;
                    count++;
                }
            }
        }
        assertTrue(count > 100, "dark points: " + count);
        return sum / count;
    }
}
