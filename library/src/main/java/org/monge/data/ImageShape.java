package org.monge.data;

import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * The form that every image of a dataset is brought to.
 *
 * @param size height and width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int size, int channels) {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** @throws IllegalArgumentException if a number is out of range */
    public ImageShape {
        Require.positive("size", size);
        Require.that(channels == 1 || channels == 3, "channels", "1 or 3", channels);
    }

    /** As channels, height and width. */
    public Shape shape() {
        return Shape.of(channels, size, size);
    }

    /** Values in one image. */
    int values() {
        return Math.toIntExact((long) channels * size * size);
    }

    /** An image of so many channels, height and width, channels first, brought to this form. */
    byte[] fit(byte[] planes, int given, int height, int width) {
        byte[] colored = given == channels ? planes : channels == 1 ? grey(planes) : repeated(planes);
        return height == size && width == size
                ? colored
                : Resize.toSquare(height, width, size).apply(colored);
    }

    /** By the luma of ITU-R BT.601. */
    private static byte[] grey(byte[] planes) {
        int plane = planes.length / 3;
        byte[] grey = new byte[plane];
        for (int i = 0; i < plane; i++) {
            grey[i] = luma(planes[i] & 0xFF, planes[i + plane] & 0xFF, planes[i + 2 * plane] & 0xFF);
        }
        return grey;
    }

    static byte luma(int red, int green, int blue) {
        return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }

    private static byte[] repeated(byte[] plane) {
        byte[] planes = new byte[Math.multiplyExact(3, plane.length)];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(plane, 0, planes, channel * plane.length, plane.length);
        }
        return planes;
    }

    /** Room for {@code count} images. */
    byte[] allocate(Object file, int count) throws InvalidDataException {
        long total = count * shape().size();
        InvalidDataException.require(
                total <= LONGEST_ARRAY,
                file,
                count + " images of " + shape(),
                "at most " + LONGEST_ARRAY + " values together",
                total);
        return new byte[(int) total];
    }
}
