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
