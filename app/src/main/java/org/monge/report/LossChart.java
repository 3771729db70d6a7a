package org.monge.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.monge.train.Report;

/**
 * The meters of a run over its steps, as a picture of 1000 by 700 pixels: above, what the players minimize and its
 * parts, which are the meters named {@code player/part}; below, the others, such as the estimate of the divergence.
 */
public final class LossChart {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;
    private static final int LOWER = 260;
    private static final int POINTS = 1000;
    private static final int FEW = 30;
    private static final int LONGEST_ROW = 5;
    private static final BasicStroke LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** Colors that people with any color vision tell apart (Okabe and Ito). */
    static final Color[] COLORS = {
        new Color(0x0072b2),
        new Color(0xd55e00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0xe69f00),
        new Color(0x56b4e9),
        new Color(0x555555)
    };

    private LossChart() {}

    /**
     * Draws the chart as PNG bytes.
     *
     * @param reports in the order of their steps, at least one; many are thinned evenly
     */
    public static byte[] png(List<Report> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("reports must be at least one, got none");
        }
        List<Report> thinned = Thinning.evenly(reports, POINTS);
        Set<String> players = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (Report report : thinned) {
            report.meters().keySet().forEach(name -> (name.contains("/") ? players : others).add(name));
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        int upper = others.isEmpty() ? HEIGHT : HEIGHT - LOWER;
        graphics.drawImage(panel("losses and their parts", thinned, players, upper), 0, 0, null);
        if (!others.isEmpty()) {
            graphics.drawImage(panel("estimates", thinned, others, LOWER), 0, upper, null);
        }
        graphics.dispose();
        return Png.encode(image);
    }

    private static BufferedImage panel(String title, List<Report> reports, Set<String> names, int height) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .xAxisTitle("step")
                .yAxisTitle(title)
                .build();
        style(chart.getStyler(), names.size());
        double[] steps = after(0, reports.get(0).step() / 3.0, reports.stream().mapToDouble(Report::step));
        int index = 0;
        for (String name : names) {
            double[] values =
                    after(Double.NaN, Double.NaN, reports.stream().mapToDouble(report -> value(report, name)));
            XYSeries series = chart.addSeries(name, steps, values);
            series.setLineColor(COLORS[index % COLORS.length]);
            series.setMarkerColor(COLORS[index % COLORS.length]);
            series.setMarker(marker(reports));
            series.setLineStyle(LINE);
            index++;
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    /**
     * XChart ticks equally spaced steps at odd numbers, and others at round ones: two gaps, one of them at the origin,
     * make sure of the latter.
     */
    private static double[] after(double first, double second, DoubleStream values) {
        return DoubleStream.concat(DoubleStream.of(first, second), values).toArray();
    }

    /** What is no finite number leaves a gap. */
    private static double value(Report report, String name) {
        double value = report.meters().getOrDefault(name, Double.NaN);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** A line of few points is hard to see, and one of a single point cannot be. */
    private static Marker marker(List<Report> reports) {
        return reports.size() <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
    }

    private static void style(XYStyler styler, int lines) {
        styler.setLocale(Locale.ROOT);
        boolean oneRow = lines <= LONGEST_ROW;
        styler.setLegendPosition(oneRow ? Styler.LegendPosition.OutsideS : Styler.LegendPosition.OutsideE);
        styler.setLegendLayout(oneRow ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
        styler.setYAxisLeftWidthHint(70);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xdddddd));
        styler.setMarkerSize(7);
    }
}
