package org.monge.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.monge.engine.Require;

/**
 * Points in the plane, 600 by 640 pixels: real ones in grey, generated ones over them in blue. Both axes are fixed to
 * [-3, 3], so that the pictures of a run can be compared; points outside are left out.
 */
public final class ScatterPlot implements Picture {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int WIDTH = 600;
    private static final int HEIGHT = 640;
    private static final double EDGE = 3;
    private static final Color REAL = new Color(0xb0b0b0);
    private static final Color GENERATED = new Color(0x0072b2);

    private final float[] reals;

    /** @param reals {@code (N, 2)}, row by row */
    public ScatterPlot(float[] reals) {
        requirePairs("real points", reals);
        this.reals = reals.clone();
    }

    /** @param samples {@code (N, 2)}, row by row; what is no finite number is left out */
    @Override
    public BufferedImage draw(float[] samples) {
        requirePairs("generated points", samples);
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
        style(chart.getStyler());
        add(chart, "real", reals, REAL);
        add(chart, "generated", samples, GENERATED);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void requirePairs(String name, float[] points) {
        boolean pairs = points.length > 0 && points.length % 2 == 0;
        Require.that(pairs, name, "one or more pairs of coordinates", points.length + " values");
    }

    /** XChart draws markers outside of the axes over whatever is there, so that these become gaps. */
    private static void add(XYChart chart, String name, float[] points, Color color) {
        double[] x = new double[points.length / 2];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            boolean inside = Math.abs(points[2 * i]) <= EDGE && Math.abs(points[2 * i + 1]) <= EDGE;
            x[i] = inside ? points[2 * i] : 0;
            y[i] = inside ? points[2 * i + 1] : Double.NaN;
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
    }

    private static void style(XYStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        styler.setXAxisMin(-EDGE);
        styler.setXAxisMax(EDGE);
        styler.setYAxisMin(-EDGE);
        styler.setYAxisMax(EDGE);
        styler.setMarkerSize(4);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xdddddd));
    }
}
