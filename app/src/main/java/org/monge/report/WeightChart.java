package org.monge.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.monge.train.Diagnostics;
import org.monge.train.Report;

/**
 * Histograms of a critic's weights over its steps, a map for each kernel: steps to the right, weights upwards, and the darker
 * the more weights there are.
 */
public final class WeightChart {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int WIDTH = 500;
    private static final int HEIGHT = 280;
    private static final int COLUMNS = 2;
    private static final int STEPS = 60;
    /** Odd, so that one row is around zero. */
    private static final int ROWS = 41;

    private static final Pattern LIMIT = Pattern.compile(Pattern.quote(Diagnostics.PREFIX) + "weights/(.+)/limit");
    private static final Color[] SHADES = {
        Color.WHITE, new Color(0xc6dbef), new Color(0x6baed6), new Color(0x0072b2), new Color(0x08306b)
    };

    private WeightChart() {}

    /**
     * Draws the chart as PNG bytes, 1000 pixels wide.
     *
     * @param reports that hold diagnostics, in the order of their steps, at least one; many are thinned evenly
     */
    public static byte[] png(List<Report> reports) {
        List<Report> thinned = Thinning.evenly(reports, STEPS);
        Set<String> kernels = new LinkedHashSet<>();
        for (Report report : thinned) {
            report.meters().keySet().stream()
                    .map(LIMIT::matcher)
                    .filter(Matcher::matches)
                    .forEach(limit -> kernels.add(limit.group(1)));
        }
        List<BufferedImage> maps =
                kernels.stream().map(kernel -> map(kernel, thinned)).toList();
        return Png.encode(LinePanel.tiled(maps, COLUMNS));
    }

    private static BufferedImage map(String kernel, List<Report> reports) {
        double limit = reports.stream()
                .mapToDouble(report -> number(report, kernel, "limit"))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        List<String> steps = new ArrayList<>();
        List<Number[]> shares = new ArrayList<>();
        for (Report report : reports) {
            for (int row = 0; row < ROWS; row++) {
                double weight = limit * (2.0 * row / (ROWS - 1) - 1);
                shares.add(new Number[] {steps.size(), row, Math.sqrt(density(report, kernel, weight) * limit)});
            }
            steps.add(Table.grouped(report.step()));
        }
        List<String> weights = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            weights.add(String.format(Locale.ROOT, "%.2g", limit * (2.0 * row / (ROWS - 1) - 1)));
        }
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .yAxisTitle("weights of " + kernel)
                .build();
        style(chart.getStyler());
        double darkest = shares.stream()
                .mapToDouble(share -> share[2].doubleValue())
                .max()
                .orElse(0);
        if (darkest > 0) {
            chart.getStyler().setMin(0).setMax(darkest);
        }
        chart.addSeries(kernel, steps, weights, shares);
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** The share of weights about this one, over the width of their bin. */
    private static double density(Report report, String kernel, double weight) {
        double limit = number(report, kernel, "limit");
        if (!(Math.abs(weight) <= limit) || limit == 0) {
            return 0;
        }
        int bin = Math.min(Diagnostics.BINS - 1, (int) ((weight + limit) / (2 * limit) * Diagnostics.BINS));
        double share = number(report, kernel, String.format(Locale.ROOT, "bin-%02d", bin));
        return Double.isFinite(share) ? share * Diagnostics.BINS / (2 * limit) : 0;
    }

    private static double number(Report report, String kernel, String name) {
        return report.meters().getOrDefault(Diagnostics.PREFIX + "weights/" + kernel + "/" + name, Double.NaN);
    }

    private static void style(HeatMapStyler styler) {
        ChartStyle.apply(styler);
        styler.setRangeColors(SHADES);
        styler.setShowValue(false);
        styler.setDrawBorder(false);
        styler.setLegendVisible(false);
        styler.setXAxisMaxLabelCount(6);
        styler.setYAxisLeftWidthHint(70);
        styler.setPlotGridLinesVisible(false);
    }
}
