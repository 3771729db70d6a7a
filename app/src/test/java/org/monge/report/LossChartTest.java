package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.monge.train.Report;

class LossChartTest {
    private static final int LOSS_COLOR = 0xcc79a7;
    private static final int FIRST_COLOR = 0x0072b2;

    @Test
    void everyMeterHasItsLineAndTheEstimateItsOwnPanel() throws IOException {
        BufferedImage chart = draw(MetricsLogTest.reports(200));
        assertEquals(1000, chart.getWidth());
        assertEquals(700, chart.getHeight());
        for (int color : new int[] {FIRST_COLOR, 0xd55e00, 0x009e73, LOSS_COLOR, 0xe69f00}) {
            assertTrue(count(chart, color, 0, 440) > 100, Integer.toHexString(color) + " above");
        }
        assertTrue(count(chart, FIRST_COLOR, 440, 700) > 100, "estimate below");
        assertEquals(0, count(chart, LOSS_COLOR, 440, 700), "loss below");
    }

    @Test
    void metersWithoutAnEstimateFillThePicture() throws IOException {
        BufferedImage chart = draw(List.of(
                new Report(1, 1, Map.of("generator/loss", 1.0)), new Report(2, 2, Map.of("generator/loss", 2.0))));
        assertTrue(count(chart, FIRST_COLOR, 440, 640) > 10, "between axis and legend");
    }

    @Test
    void oneReportIsShownAsPoints() throws IOException {
        BufferedImage chart = draw(MetricsLogTest.reports(1));
        assertTrue(count(chart, FIRST_COLOR, 440, 640) > 10, "between axis and legend");
    }

    @Test
    void hundredThousandReportsAreDrawnLikeAFew() throws IOException {
        assertTrue(count(draw(MetricsLogTest.reports(100_000)), FIRST_COLOR, 440, 700) > 100);
    }

    @Test
    void valuesThatAreNoNumbersLeaveGaps() throws IOException {
        Map<String, Double> gone = new LinkedHashMap<>(MetricsLogTest.report(2).meters());
        gone.put("generator/loss", Double.NaN);
        gone.put("wasserstein", Double.POSITIVE_INFINITY);
        assertEquals(1000, draw(List.of(new Report(2, 2, gone))).getWidth());
        Map<String, Double> none = Map.of("generator/loss", Double.NaN, "wasserstein", Double.NaN);
        assertEquals(1000, draw(List.of(new Report(1, 1, none))).getWidth());
    }

    @Test
    void noReportsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LossChart.png(List.of()));
    }

    private static BufferedImage draw(List<Report> reports) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(LossChart.png(reports)));
    }

    private static int count(BufferedImage image, int color, int top, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
            }
        }
        return count;
    }
}
