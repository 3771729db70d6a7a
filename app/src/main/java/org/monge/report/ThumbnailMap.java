package org.monge.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Samples as small pictures at places in the plane, later ones over earlier ones. */
public final class ThumbnailMap {
    private static final int SIDE = 1000;
    private static final int LARGEST = 48;

    private ThumbnailMap() {}

    /**
     * Draws the map, with one scale for both axes, in a square of 1000 by 1000 pixels.
     *
     * @param samples {@code (N, C, H, W)} in [-1, 1], row-major
     * @param shape of one sample
     * @param places {@code (N, 2)}, finite; the second coordinate grows upwards
     */
    public static BufferedImage draw(float[] samples, Shape shape, double[][] places) {
        int size = (int) shape.size();
        Require.that(samples.length == size * places.length, "samples", "one for each place", samples.length / size);
        double left = Arrays.stream(places).mapToDouble(place -> place[0]).min().orElseThrow();
        double right =
                Arrays.stream(places).mapToDouble(place -> place[0]).max().orElseThrow();
        double bottom =
                Arrays.stream(places).mapToDouble(place -> place[1]).min().orElseThrow();
        double top = Arrays.stream(places).mapToDouble(place -> place[1]).max().orElseThrow();
        double range = Math.max(right - left, top - bottom);
        BufferedImage map = Collage.white(SIDE, SIDE);
        Graphics2D graphics = map.createGraphics();
        for (int i = 0; i < places.length; i++) {
            BufferedImage thumbnail = thumbnail(Arrays.copyOfRange(samples, i * size, (i + 1) * size), shape);
            double free = SIDE - thumbnail.getWidth();
            double scale = range == 0 ? 0 : free / range;
            int x = (int) Math.round(free / 2 + scale * (places[i][0] - (left + right) / 2));
            int y = (int) Math.round(free / 2 - scale * (places[i][1] - (bottom + top) / 2));
            graphics.drawImage(thumbnail, x, y, null);
        }
        graphics.dispose();
        return map;
    }

    /** As many pixels as values, or fewer: without the white margin. */
    private static BufferedImage thumbnail(float[] sample, Shape shape) {
        BufferedImage framed = ImageGrid.draw(sample, shape, 1);
        int margin = 2;
        BufferedImage bare =
                framed.getSubimage(margin, margin, framed.getWidth() - 2 * margin, framed.getHeight() - 2 * margin);
        int side = (int) Math.min(LARGEST, Math.max(shape.get(1), shape.get(2)));
        BufferedImage small = Collage.white(side, side);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(bare, 0, 0, side, side, null);
        graphics.dispose();
        return small;
    }
}
