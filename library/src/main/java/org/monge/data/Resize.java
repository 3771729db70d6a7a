package org.monge.data;

import java.util.stream.IntStream;
import org.monge.engine.Require;

/**
 * Resizes planes of bytes by a triangle filter with half-pixel centers: each new pixel is the mean of the old ones below
 * it, weighted by a triangle as wide as two new pixels (or two old ones, where the image grows). Growing, it equals
 * bilinear interpolation; shrinking, it does not alias. The result is rounded to the nearest byte, half upwards.
 *
 * <p>It is computed here and not by libtorch, so that the same files give the same bytes, and the same
 * {@link Dataset#sha256 hash}, on every machine.
 */
public final class Resize {
    private final Axis rows;
    private final Axis columns;

    private Resize(Axis rows, Axis columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** From planes of {@code height} by {@code width} to planes of {@code toHeight} by {@code toWidth}. */
    public static Resize to(int height, int width, int toHeight, int toWidth) {
        return new Resize(Axis.whole("height", height, toHeight), Axis.whole("width", width, toWidth));
    }

    /** The short side to {@code size}, the long side in proportion; of that, the middle {@code size} by {@code size}. */
    public static Resize toSquare(int height, int width, int size) {
        int shorter = Math.min(height, width);
        return new Resize(Axis.middle("height", height, shorter, size), Axis.middle("width", width, shorter, size));
    }

    /** Resizes any number of planes that follow each other. */
    public byte[] apply(byte[] planes) {
        int from = rows.from * columns.from;
        int to = rows.length() * columns.length();
        boolean whole = planes.length % from == 0;
        Require.that(whole, "planes", "a multiple of " + rows.from + "x" + columns.from + " values", planes.length);
        int count = planes.length / from;
        byte[] resized = new byte[Math.multiplyExact(count, to)];
        IntStream.range(0, count).parallel().forEach(i -> plane(planes, i * from, resized, i * to));
        return resized;
    }

    private void plane(byte[] source, int sourceOffset, byte[] target, int targetOffset) {
        float[] blended = new float[columns.from];
        int at = targetOffset;
        for (int y = 0; y < rows.length(); y++) {
            blendRows(y, source, sourceOffset, blended);
            for (int x = 0; x < columns.length(); x++) {
                float[] weights = columns.weights[x];
                int first = columns.first[x];
                float sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * blended[first + k];
                }
                target[at++] = (byte) Math.min(255, (int) (sum + 0.5f));
            }
        }
    }

    private void blendRows(int y, byte[] source, int sourceOffset, float[] blended) {
        float[] weights = rows.weights[y];
        int begin = columns.begin();
        int end = columns.end();
        for (int k = 0; k < weights.length; k++) {
            int row = sourceOffset + (rows.first[y] + k) * columns.from;
            float weight = weights[k];
            if (k == 0) {
                for (int x = begin; x < end; x++) {
                    blended[x] = weight * (source[row + x] & 0xFF);
                }
            } else {
                for (int x = begin; x < end; x++) {
                    blended[x] += weight * (source[row + x] & 0xFF);
                }
            }
        }
    }

    /** For each new position along one side: the first old position that it sees, and the weights from there on. */
    private static final class Axis {
        final int from;
        final int[] first;
        final float[][] weights;

        private Axis(int from, int to, int start, int length) {
            this.from = from;
            first = new int[length];
            weights = new float[length][];
            double scale = (double) from / to;
            double radius = Math.max(scale, 1);
            for (int i = 0; i < length; i++) {
                double center = (start + i + 0.5) * scale;
                int begin = Math.max((int) (center - radius + 0.5), 0);
                int end = Math.min((int) (center + radius + 0.5), from);
                first[i] = begin;
                weights[i] = triangle(center - begin, radius, end - begin);
            }
        }

        static Axis whole(String name, int from, int to) {
            Require.positive(name, from);
            Require.positive("new " + name, to);
            return new Axis(from, to, 0, to);
        }

        static Axis middle(String name, int from, int shorter, int size) {
            Require.positive(name, from);
            Require.positive("size", size);
            int scaled = Math.toIntExact((long) from * size / shorter);
            return new Axis(from, scaled, (scaled - size) / 2, size);
        }

        int length() {
            return first.length;
        }

        int begin() {
            return first[0];
        }

        int end() {
            return first[length() - 1] + weights[length() - 1].length;
        }

        private static float[] triangle(double center, double radius, int length) {
            double[] exact = new double[length];
            double sum = 0;
            for (int k = 0; k < length; k++) {
                exact[k] = Math.max(0, 1 - Math.abs(k + 0.5 - center) / radius);
                sum += exact[k];
            }
            float[] weights = new float[length];
            for (int k = 0; k < length; k++) {
                weights[k] = (float) (exact[k] / sum);
            }
            return weights;
        }
    }
}
