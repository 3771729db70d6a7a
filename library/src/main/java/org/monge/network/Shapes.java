package org.monge.network;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Layers that arrange values anew, or leave some out. Shapes are those of one sample, channels first. */
public final class Shapes {
    private Shapes() {}

    /** The same values as {@code (channels, height, width)}, row by row. */
    public record Reshape(long channels, long height, long width) implements Layer {
        /** @throws IllegalArgumentException if an extent is less than 1 */
        public Reshape {
            Require.positive("channels", channels);
            Require.positive("height", height);
            Require.positive("width", width);
        }

        @Override
        public Shape output(Shape input) {
            Shape output = Shape.of(channels, height, width);
            Require.that(output.size() == input.size(), "reshape", "of " + input.size() + " values", output);
            return output;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.reshape(samples.size(0), channels, height, width);
        }
    }

    /** The same values in one dimension. */
    public record Flatten() implements Layer {
        @Override
        public Shape output(Shape input) {
            return Shape.of(input.size());
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.flatten(1, -1);
        }
    }

    /** The top left corner of each image, from {@code (C, H, W)} to {@code (C, height, width)}. */
    public record Crop(long height, long width) implements Layer {
        /** @throws IllegalArgumentException if an extent is less than 1 */
        public Crop {
            Require.positive("height", height);
            Require.positive("width", width);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("crop", input);
            Require.that(height <= input.get(1), "height", "at most the image's, " + input.get(1), height);
            Require.that(width <= input.get(2), "width", "at most the image's, " + input.get(2), width);
            return Shape.of(input.get(0), height, width);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.narrow(2, 0, height).narrow(3, 0, width);
        }
    }
}
