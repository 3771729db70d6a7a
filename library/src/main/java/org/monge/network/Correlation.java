package org.monge.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The correlation of images with a kernel and its transpose, each in the way that is fastest for the shapes at hand. All ways
 * are equal but for rounding. The shapes are those of a processor; elsewhere libtorch's own way is taken.
 */
final class Correlation {
    /** Fewer filters than a vector register has lanes leave the rest of it idle. */
    private static final long NARROW = 16;

    private Correlation() {}

    /** Images {@code (N, C, H, W)} with a kernel {@code (F, C, k, k)}: {@code (N, F, H', W')}. */
    static Tensor of(Tensor images, Tensor kernel, TensorOptional bias, long stride, long padding) {
        long extent = kernel.size(2);
        long[] extents = {
            (images.size(2) + 2 * padding - extent) / stride + 1, (images.size(3) + 2 * padding - extent) / stride + 1
        };
        if (isNarrow(images, kernel.size(0), kernel.size(1)) && stride == 1 && padding < extent) {
            Tensor turned = kernel.flip(2, 3).transpose(0, 1);
            return byTaps(images, turned, bias, 1, extent - 1 - padding, extents);
        }
        Abreast abreast = Abreast.of(images, kernel, stride, padding, extents, images.size(3));
        Tensor joined = channelsLast(abreast.joined(images, abreast.period() * stride));
        Tensor image = torch.conv2d(joined, kernel, bias, both(stride), both(padding), both(1), 1);
        return abreast.parted(image, extents[1]);
    }

    /**
     * The transpose: each pixel of {@code (N, C, h, w)} spread by a kernel {@code (C, F, k, k)} onto an image of these extents,
     * {@code (N, F, H, W)}.
     */
    static Tensor transposed(
            Tensor pixels, Tensor kernel, TensorOptional bias, long stride, long padding, long[] extents) {
        if (isNarrow(pixels, kernel.size(1), kernel.size(0))) {
            return byTaps(pixels, kernel, bias, stride, padding, extents);
        }
        long[] small = {pixels.size(2), pixels.size(3)};
        Abreast abreast = Abreast.of(pixels, kernel, stride, padding, small, extents[1]);
        Tensor joined = channelsLast(abreast.joined(pixels, abreast.period()));
        long columns = abreast.isAlone() ? extents[1] : joined.size(3) * stride;
        long[] remainder = {
            extents[0] - (small[0] - 1) * stride + 2 * padding - kernel.size(2),
            columns - (joined.size(3) - 1) * stride + 2 * padding - kernel.size(3)
        };
        Tensor image = torch.conv_transpose2d(joined, kernel, bias, both(stride), both(padding), remainder, 1, both(1));
        return abreast.parted(image, extents[1]);
    }

    static boolean isNarrow(Tensor images, long filters, long channels) {
        return images.is_cpu() && filters < NARROW && channels >= NARROW;
    }

    /**
     * The transpose for few filters, which libtorch's kernels compute at a twentieth of their speed: every tap's share is one
     * product at the pixels' own resolution, and the shares are added where they belong.
     */
    private static Tensor byTaps(
            Tensor pixels, Tensor kernel, TensorOptional bias, long stride, long padding, long[] extents) {
        Tensor taps = kernel.flatten(1, -1).t().unsqueeze(-1).unsqueeze(-1); // (F k k, C, 1, 1)
        Tensor shares = torch.conv2d(channelsLast(pixels), taps).flatten(2, -1); // (N, F k k, h w)
        boolean rounded = shares.scalar_type().intern() == ScalarType.BFloat16;
        Tensor terms = rounded ? shares.to(ScalarType.Float) : shares; // col2im sums in the type of its terms
        Tensor image = torch.col2im(terms, extents, both(kernel.size(2)), both(1), both(padding), both(stride));
        return bias.has_value() ? image.add(bias.get().view(-1, 1, 1)) : image;
    }

    /**
     * Images side by side, with zeros between, where single ones are too narrow for a vector kernel: it runs at half its speed
     * on rows of four pixels.
     *
     * @param count images side by side
     * @param period columns from one to the next, at the lower resolution
     */
    record Abreast(long count, long period) {
        /** Rows of at least this many pixels are long enough. */
        private static final long LONG = 8;

        /** What is gained must exceed the price of copying: multiplications per value copied. */
        private static final long WORTH = 160;

        private static final Abreast ALONE = new Abreast(1, 0);

        /**
         * @param small the extents at the lower resolution
         * @param width of an image at the higher one
         */
        static Abreast of(Tensor images, Tensor kernel, long stride, long padding, long[] small, long width) {
            long extent = kernel.size(2);
            long count = images.is_cpu() ? Math.min(8, Long.lowestOneBit(images.size(0))) : 1;
            long pixels = small[0] * small[1];
            long work = pixels * kernel.numel();
            long values = pixels * (kernel.size(0) + kernel.size(1) * stride * stride);
            boolean aligned = extent > 2 * padding && extent <= 2 * padding + stride;
            if (small[1] >= LONG || count == 1 || !aligned || work < WORTH * values) {
                return ALONE;
            }
            long reach = Math.max((small[1] - 1) * stride - padding + extent, width + padding);
            return new Abreast(count, (reach + stride - 1) / stride);
        }

        boolean isAlone() {
            return count == 1;
        }

        /** {@code (N, C, H, W)} to {@code (N / count, C, H, count columns)}, each image in the first columns of its place. */
        Tensor joined(Tensor images, long columns) {
            if (isAlone()) {
                return images;
            }
            Tensor rows = images.permute(0, 2, 3, 1).unflatten(0, -1, count).transpose(1, 2); // (n, H, count, W, C)
            return torch.constant_pad_nd(rows, 0, 0, 0, columns - images.size(3))
                    .flatten(2, 3)
                    .permute(0, 3, 1, 2);
        }

        /** The inverse: the first {@code width} columns of each place. */
        Tensor parted(Tensor joined, long width) {
            if (isAlone()) {
                return joined;
            }
            return joined.permute(0, 2, 3, 1) // (n, H, count columns, C)
                    .unflatten(2, count, -1)
                    .narrow(3, 0, width)
                    .transpose(1, 2)
                    .flatten(0, 1)
                    .permute(0, 3, 1, 2);
        }
    }

    /** The layout in which libtorch's convolutions are fastest. */
    static Tensor channelsLast(Tensor images) {
        return images.contiguous(MemoryFormat.ChannelsLast);
    }

    private static long[] both(long extent) {
        return new long[] {extent, extent};
    }
}
