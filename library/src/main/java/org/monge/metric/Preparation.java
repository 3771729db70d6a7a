package org.monge.metric;

import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * How images are brought to the form that a network takes. Numbers that were measured with different preparations cannot
 * be compared, so that none is chosen silently.
 *
 * @param input channels, height and width that the network takes; grey is repeated, colors become grey by luma
 * @param resizing how height and width are reached
 * @param low the value of black
 * @param high the value of white
 */
public record Preparation(Shape input, Resizing resizing, double low, double high) {
    /** How an image of another size is made of an image. Centers of pixels lie at halves. */
    public enum Resizing {
        /** Not at all: images must be of the right size. */
        NONE,
        /** The pixel that lies nearest. */
        NEAREST,
        /** Between four pixels in proportion; where images shrink, pixels in between are not seen. */
        BILINEAR,
        /** By cubic polynomials through sixteen pixels; where images shrink, pixels in between are not seen. */
        BICUBIC,
        /** The mean of the pixels that a new one covers: for shrinking. */
        AREA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if the input is no image, or the range is empty */
    public Preparation {
        Require.that(input.rank() == 3, "input", "channels, height and width", input);
        Require.that(input.get(0) == 1 || input.get(0) == 3, "channels of input", "1 or 3", input.get(0));
        boolean range = Double.isFinite(low) && Double.isFinite(high) && low < high;
        Require.that(range, "range", "two finite numbers, the lower first", low + " and " + high);
    }

    /**
     * Images {@code (N, C, H, W)} in [-1, 1] as the network takes them.
     *
     * @throws IllegalArgumentException if they are not of the input's size and must not be resized
     */
    public Tensor apply(Tensor images) {
        Tensor resized = resized(colored(images));
        return resized.add(new Scalar(1.0)).mul(new Scalar((high - low) / 2)).add(new Scalar(low));
    }

    private Tensor colored(Tensor images) {
        long channels = images.size(1);
        if (channels == input.get(0)) {
            return images;
        }
        if (channels == 1) {
            return images.repeat(1, 3, 1, 1);
        }
        Tensor luma = HostTensors.floats(new float[] {0.299f, 0.587f, 0.114f}, 1, 3, 1, 1); // ITU-R BT.601
        return images.mul(luma).sum(new long[] {1}, true, null);
    }

    private Tensor resized(Tensor images) {
        long[] size = {input.get(1), input.get(2)};
        if (images.size(2) == size[0] && images.size(3) == size[1]) {
            return images;
        }
        return switch (resizing) {
            case NONE ->
                throw new IllegalArgumentException("images must be of " + size[0] + "x" + size[1]
                        + " pixels or be resized, got " + images.size(2) + "x" + images.size(3));
            case NEAREST -> torch.upsample_nearest2d(images, size);
            case BILINEAR -> torch.upsample_bilinear2d(images, size, false);
            case BICUBIC -> torch.upsample_bicubic2d(images, size, false);
            case AREA -> torch.adaptive_avg_pool2d(images, size);
        };
    }

    /** In words, {@code 3x299x299 by bilinear in [0.0, 255.0]}. */
    @Override
    public String toString() {
        return input + " by " + resizing + " in [" + low + ", " + high + "]";
    }
}
