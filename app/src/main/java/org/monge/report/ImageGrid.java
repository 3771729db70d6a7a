package org.monge.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * Samples side by side in a near-square grid, row by row, with a white margin of two pixels around each.
 *
 * <p>Each value becomes a square of pixels, so that small images can be seen: the square's side is the largest with
 * which a sample stays within 64 by 64 pixels, at least 1. A sample of 32x32 is shown doubled, one of 28x28 too, one of
 * 8x8 eight times as large.
 */
public final class ImageGrid {
    private static final int MARGIN = 2;
    private static final int COMFORTABLE = 64;
    private static final int WHITE = 0xffffff;

    private final float[] samples;
    private final int count;
    private final int channels;
    private final int height;
    private final int width;
    private final int factor;
    private final int columns;

    private ImageGrid(float[] samples, Shape shape, IntUnaryOperator columns) {
        Require.that(shape.rank() == 3, "sample shape", "channels, height and width", shape);
        Require.that(shape.get(0) == 1 || shape.get(0) == 3, "sample channels", "1 or 3", shape.get(0));
        boolean whole = samples.length > 0 && samples.length % shape.size() == 0;
        Require.that(whole, "samples", "one or more images of " + shape.size() + " values", samples.length);
        this.samples = samples;
        this.count = (int) (samples.length / shape.size());
        this.channels = (int) shape.get(0);
        this.height = (int) shape.get(1);
        this.width = (int) shape.get(2);
        this.factor = Math.max(1, COMFORTABLE / Math.max(height, width));
        this.columns = columns.applyAsInt(count);
    }

    /**
     * Draws the grid.
     *
     * @param samples (N, C, H, W) with C 1 (grey) or 3 (red, green, blue); -1 is black, 1 is full, values outside are
     *     clamped, and what is no number is black
     * @param shape of one sample: (C, H, W)
     */
    public static BufferedImage draw(float[] samples, Shape shape) {
        return new ImageGrid(samples, shape, count -> (int) Math.ceil(Math.sqrt(count))).draw();
    }

    /** The same with so many samples in a row. */
    public static BufferedImage draw(float[] samples, Shape shape, int columns) {
        Require.positive("columns", columns);
        return new ImageGrid(samples, shape, count -> columns).draw();
    }

    /** The grids of samples of this shape. */
    public static Picture of(Shape shape) {
        return samples -> draw(samples, shape);
    }

    private BufferedImage draw() {
        int rows = (count + columns - 1) / columns;
        int across = MARGIN + columns * (width * factor + MARGIN);
        int down = MARGIN + rows * (height * factor + MARGIN);
        int[] pixels = new int[Math.multiplyExact(across, down)];
        Arrays.fill(pixels, WHITE);
        for (int sample = 0; sample < count; sample++) {
            int left = MARGIN + sample % columns * (width * factor + MARGIN);
            int top = MARGIN + sample / columns * (height * factor + MARGIN);
            drawSample(sample, pixels, top * across + left, across);
        }
        BufferedImage image = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, across, down, pixels);
        return image;
    }

    private void drawSample(int sample, int[] pixels, int corner, int across) {
        for (int y = 0; y < height * factor; y++) {
            int row = corner + y * across;
            for (int x = 0; x < width; x++) {
                Arrays.fill(pixels, row + x * factor, row + (x + 1) * factor, color(sample, y / factor, x));
            }
        }
    }

    private int color(int sample, int y, int x) {
        int plane = height * width;
        int at = sample * channels * plane + y * width + x;
        int red = level(samples[at]);
        int green = channels == 1 ? red : level(samples[at + plane]);
        int blue = channels == 1 ? red : level(samples[at + 2 * plane]);
        return red << 16 | green << 8 | blue;
    }

    private static int level(float value) {
        return Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5f);
    }
}
