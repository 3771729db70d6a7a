package org.monge.report;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.report.LinePanel.Scale;
import org.monge.train.Report;

/** What was measured of a run's samples over its steps: a panel for each metric, beside it what real samples have. */
public final class EvaluationChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final String REAL = "/real";

    private EvaluationChart() {}

    /**
     * Draws the chart as PNG bytes, 1000 pixels wide.
     *
     * @param reports that hold measurements, in the order of their steps, at least one
     */
    public static byte[] png(List<Report> reports) {
        Map<String, Map<String, String>> metrics = new LinkedHashMap<>();
        for (Report report : reports) {
            report.meters().keySet().stream()
                    .filter(PeriodicEvaluation::isEvaluation)
                    .forEach(meter -> {
                        String name = meter.substring(PeriodicEvaluation.PREFIX.length());
                        String metric = name.endsWith(REAL) ? name.substring(0, name.length() - REAL.length()) : name;
                        if (!metric.contains("/")) {
                            metrics.computeIfAbsent(metric, unused -> new LinkedHashMap<>())
                                    .put(name.equals(metric) ? "samples" : "real samples", meter);
                        }
                    });
        }
        int columns = metrics.size() == 1 ? 1 : 2;
        List<BufferedImage> panels = metrics.entrySet().stream()
                .map(metric -> new LinePanel(metric.getKey(), metric.getValue(), Scale.LINEAR)
                        .draw(reports, WIDTH / columns, HEIGHT))
                .toList();
        return Png.encode(LinePanel.tiled(panels, columns));
    }
}
