package org.monge.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The shape of one sample, without the batch dimension: {@code 1x32x32} for a grey image of 32 by 32 pixels. */
public record Shape(List<Long> extents) {
    /** @throws IllegalArgumentException if an extent is less than 1 */
    public Shape {
        extents = List.copyOf(extents);
        for (long extent : extents) {
            if (extent < 1) {
                throw new IllegalArgumentException("shape must have extents of at least 1, got " + extents);
            }
        }
    }

    public static Shape of(long... extents) {
        return new Shape(Arrays.stream(extents).boxed().toList());
    }

    /** How many values one sample has. */
    public long size() {
        return extents.stream().reduce(1L, Math::multiplyExact);
    }

    public int rank() {
        return extents.size();
    }

    public long get(int dimension) {
        return extents.get(dimension);
    }

    /** The shape of {@code n} samples, as libtorch takes it. */
    public long[] batch(long n) {
        long[] shape = new long[rank() + 1];
        shape[0] = n;
        for (int i = 0; i < rank(); i++) {
            shape[i + 1] = get(i);
        }
        return shape;
    }

    @Override
    public String toString() {
        return extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
