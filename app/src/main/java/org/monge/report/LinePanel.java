package org.monge.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
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
 * Meters over the steps as lines: one panel of a chart.
 *
 * @param title of the vertical axis
 * @param lines the meters' names by what the lines are called, in their order
 * @param scale of the vertical axis
 */
record LinePanel(String title, Map<String, String> lines, Scale scale) {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int POINTS = 1000;
    private static final int FEW = 30;
    private static final int LONGEST_ROW = 5;
    private static final BasicStroke LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

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

    /** How values become heights. */
    enum Scale {
        LINEAR,
        /** What is not greater than 0 leaves a gap. */
        LOGARITHMIC
    }

    /** Draws it. Many reports are thinned evenly, and what is no finite number leaves a gap. */
    BufferedImage draw(List<Report> reports, int width, int height) {
        List<Report> thinned = Thinning.evenly(reports, POINTS);
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle("step")
                .yAxisTitle(title)
                .build();
        style(chart.getStyler());
        double[] steps = after(0, thinned.get(0).step() / 3.0, thinned.stream().mapToDouble(Report::step));
        int index = 0;
        for (Map.Entry<String, String> line : lines.entrySet()) {
            double[] values = after(
                    Double.NaN, Double.NaN, thinned.stream().mapToDouble(report -> value(report, line.getValue())));
            XYSeries series = chart.addSeries(line.getKey(), steps, values);
            Color color = COLORS[index % COLORS.length];
            series.setLineColor(color);
            series.setMarkerColor(color);
            series.setMarker(marker(thinned));
            series.setLineStyle(index < COLORS.length ? LINE : DASHED);
            index++;
        }
        if (scale == Scale.LOGARITHMIC) {
            frameByDecades(chart.getStyler(), thinned);
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Pictures of one size beside each other in rows, white where there are none left. */
    static BufferedImage tiled(List<BufferedImage> panels, int columns) {
        int width = panels.get(0).getWidth();
        int height = panels.get(0).getHeight();
        int rows = (panels.size() + columns - 1) / columns;
        BufferedImage image = Collage.white(columns * width, rows * height);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < panels.size(); i++) {
            graphics.drawImage(panels.get(i), i % columns * width, i / columns * height, null);
        }
        graphics.dispose();
        return image;
    }

    /**
     * XChart ticks equally spaced steps at odd numbers, and others at round ones: two gaps, one of them at the origin,
     * make sure of the latter.
     */
    private static double[] after(double first, double second, DoubleStream values) {
        return DoubleStream.concat(DoubleStream.of(first, second), values).toArray();
    }

    /** XChart labels whole decades only. */
    private void frameByDecades(XYStyler styler, List<Report> reports) {
        DoubleSummaryStatistics values = reports.stream()
                .flatMapToDouble(report -> lines.values().stream().mapToDouble(meter -> value(report, meter)))
                .filter(Double::isFinite)
                .summaryStatistics();
        if (values.getCount() > 0) {
            double lower = Math.floor(Math.log10(values.getMin()));
            double upper = Math.ceil(Math.log10(values.getMax()));
            styler.setYAxisMin(Math.pow(10, lower));
            styler.setYAxisMax(Math.pow(10, Math.max(upper, lower + 1)));
        }
    }

    private double value(Report report, String name) {
        double value = report.meters().getOrDefault(name, Double.NaN);
        boolean shown = Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
        return shown ? value : Double.NaN;
    }

    /** A line of few points is hard to see, and one of a single point cannot be. */
    private static Marker marker(List<Report> reports) {
        return reports.size() <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
    }

    private void style(XYStyler styler) {
        ChartStyle.apply(styler);
        styler.setYAxisDecimalPattern(scale == Scale.LINEAR ? "#,##0.######" : null);
        styler.setYAxisLogarithmic(scale == Scale.LOGARITHMIC);
        boolean oneRow = lines.size() <= LONGEST_ROW;
        styler.setLegendPosition(oneRow ? Styler.LegendPosition.OutsideS : Styler.LegendPosition.OutsideE);
        styler.setLegendLayout(oneRow ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
        styler.setYAxisLeftWidthHint(70);
        styler.setMarkerSize(7);
    }
}
