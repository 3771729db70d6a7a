package org.monge.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.monge.study.Curves;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;
import org.monge.study.Curves.Look;
import org.monge.study.Curves.Scale;

/** The charts of a study as pictures of 1000 by 600 pixels. */
public final class StudyChart {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final BasicStroke LINE = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

    private StudyChart() {}

    /** Draws the chart as PNG bytes. */
    public static byte[] png(Curves curves) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(curves.x().label())
                .yAxisTitle(curves.y().label())
                .build();
        style(chart.getStyler(), curves);
        for (int i = 0; i < curves.curves().size(); i++) {
            add(chart, curves, curves.curves().get(i), i);
        }
        return Png.encode(BitmapEncoder.getBufferedImage(chart));
    }

    /** The colors come round in dashes. */
    private static void add(XYChart chart, Curves curves, Curve curve, int index) {
        boolean[] shown = shown(curves, curve);
        double[] x = IntStream.range(0, shown.length)
                .filter(i -> shown[i] || positive(curves.x(), curve.x(), i))
                .mapToDouble(i -> curve.x().get(i))
                .toArray();
        double[] y = IntStream.range(0, shown.length)
                .filter(i -> shown[i] || positive(curves.x(), curve.x(), i))
                .mapToDouble(i -> shown[i] ? curve.y().get(i) : Double.NaN)
                .toArray();
        if (x.length == 0) {
            return;
        }
        XYSeries series = chart.addSeries(curve.name(), x, y);
        Color color = LinePanel.COLORS[index % LinePanel.COLORS.length];
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setLineStyle(index < LinePanel.COLORS.length ? LINE : DASHED);
        boolean points = curve.look() == Look.POINTS;
        series.setMarker(points ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        if (points) {
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        }
    }

    private static boolean[] shown(Curves curves, Curve curve) {
        boolean[] shown = new boolean[curve.x().size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = positive(curves.x(), curve.x(), i)
                    && positive(curves.y(), curve.y(), i)
                    && Double.isFinite(curve.y().get(i));
        }
        return shown;
    }

    private static boolean positive(Axis axis, List<Double> values, int i) {
        return axis.scale() == Scale.LINEAR || values.get(i) > 0;
    }

    private static void style(XYStyler styler, Curves curves) {
        ChartStyle.apply(styler);
        if (curves.x().scale() == Scale.LINEAR) {
            styler.setxAxisTickLabelsFormattingFunction(StudyChart::tick);
        }
        if (curves.y().scale() == Scale.LINEAR) {
            styler.setyAxisTickLabelsFormattingFunction(StudyChart::tick);
        }
        styler.setXAxisLogarithmic(curves.x().scale() == Scale.LOGARITHMIC);
        styler.setYAxisLogarithmic(curves.y().scale() == Scale.LOGARITHMIC);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setMarkerSize(6);
    }

    /** To the integer at least, and to four digits where it has fewer. */
    static String tick(double value) {
        BigDecimal exact = new BigDecimal(value);
        int integers = exact.precision() - exact.scale();
        return exact.round(new MathContext(Math.max(4, integers)))
                .stripTrailingZeros()
                .toPlainString();
    }
}
