package org.monge.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.report.LinePanel.Scale;
import org.monge.train.Diagnostics;
import org.monge.train.Report;

/**
 * The meters of a run over its steps, as a picture of 1000 by 700 pixels: above, what the players minimize and its
 * parts, which are the meters named {@code player/part}; below, the others, such as the estimate of the divergence.
 */
public final class LossChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;
    private static final int LOWER = 260;

    private LossChart() {}

    /** Whether the chart has a line for the meter of this name. */
    static boolean shows(String meter) {
        return !Diagnostics.isDiagnostic(meter) && !PeriodicEvaluation.isEvaluation(meter);
    }

    /**
     * Draws the chart as PNG bytes.
     *
     * @param reports in the order of their steps, at least one; many are thinned evenly
     */
    public static byte[] png(List<Report> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("reports must be at least one, got none");
        }
        Map<String, String> players = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (Report report : reports) {
            report.meters().keySet().stream()
                    .filter(LossChart::shows)
                    .forEach(name -> (name.contains("/") ? players : others).put(name, name));
        }
        LinePanel losses = new LinePanel("losses and their parts", players, Scale.LINEAR);
        if (others.isEmpty()) {
            return Png.encode(losses.draw(reports, WIDTH, HEIGHT));
        }
        LinePanel estimates = new LinePanel("estimates", others, Scale.LINEAR);
        return Png.encode(Collage.below(
                List.of(losses.draw(reports, WIDTH, HEIGHT - LOWER), estimates.draw(reports, WIDTH, LOWER))));
    }
}
