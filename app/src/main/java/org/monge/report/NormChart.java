package org.monge.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Norms of z along walks, frame by frame. */
public final class NormChart {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int HEIGHT = 220;
    private static final Color[] COLORS = {new Color(0xd55e00), new Color(0x0072b2), new Color(0x999999)};

    private NormChart() {}

    /**
     * Draws one line for each walk.
     *
     * @param norms by the walk's name, of each frame; at most three walks
     */
    public static BufferedImage draw(Map<String, double[]> norms, int width) {
        XYChart chart = new XYChartBuilder()
                .width(Math.max(500, width))
                .height(HEIGHT)
                .xAxisTitle("frame")
                .yAxisTitle("norm of z")
                .build();
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        int index = 0;
        for (Map.Entry<String, double[]> walk : norms.entrySet()) {
            double[] frames =
                    IntStream.range(0, walk.getValue().length).asDoubleStream().toArray();
            XYSeries series = chart.addSeries(walk.getKey(), frames, walk.getValue());
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(COLORS[index]);
            series.setLineStyle(new BasicStroke(1.8f));
            index++;
        }
        return BitmapEncoder.getBufferedImage(chart);
    }
}
