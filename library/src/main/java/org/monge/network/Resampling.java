package org.monge.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Layers that change the resolution of images. Shapes are those of one sample, channels first. */
public final class Resampling {
    private Resampling() {}

    /** Bilinear interpolation between pixel centres, from {@code (C, H, W)} to {@code (C, factor H, factor W)}. */
    public record Upsample(long factor) implements Interpolation {
        /** @throws IllegalArgumentException if {@code factor} is less than 1 */
        public Upsample {
            Require.positive("factor", factor);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("upsample", input);
            return Shape.of(input.get(0), factor * input.get(1), factor * input.get(2));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            long[] extents = {factor * samples.size(2), factor * samples.size(3)};
            return torch.upsample_bilinear2d(samples.contiguous(MemoryFormat.ChannelsLast), extents, false);
        }

        /** Place i lies between the pixels around (i + 1/2) / factor - 1/2, the edge repeated. */
        @Override
        public double[] shares(int place, int extent) {
            double[] shares = new double[extent];
            double exact = Math.max(0, (place + 0.5) / factor - 0.5);
            int below = Math.min((int) exact, extent - 1);
            int above = Math.min(below + 1, extent - 1);
            shares[below] += 1 - (exact - below);
            shares[above] += exact - below;
            return shares;
        }
    }

    /** Each pixel as a square of equal ones, from {@code (C, H, W)} to {@code (C, factor H, factor W)}. */
    public record NearestUpsample(long factor) implements Interpolation {
        /** @throws IllegalArgumentException if {@code factor} is less than 1 */
        public NearestUpsample {
            Require.positive("factor", factor);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("nearest-upsample", input);
            return Shape.of(input.get(0), factor * input.get(1), factor * input.get(2));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            Tensor pixels = samples.contiguous(MemoryFormat.ChannelsLast);
            return torch.upsample_nearest2d(pixels, factor * samples.size(2), factor * samples.size(3));
        }

        @Override
        public double[] shares(int place, int extent) {
            double[] shares = new double[extent];
            shares[Math.toIntExact(place / factor)] = 1;
            return shares;
        }
    }

    /**
     * Channels as the pixels of a finer image, from {@code (factor^2 C, H, W)} to {@code (C, factor H, factor W)}. Shi et
     * al. (2016), eq. 4.
     */
    public record PixelShuffle(long factor) implements Layer {
        /** @throws IllegalArgumentException if {@code factor} is less than 1 */
        public PixelShuffle {
            Require.positive("factor", factor);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("pixel-shuffle", input);
            long area = Math.multiplyExact(factor, factor);
            Fit.multiple("channels", input.get(0), area);
            return Shape.of(input.get(0) / area, factor * input.get(1), factor * input.get(2));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.pixel_shuffle(samples, factor);
        }
    }

    /** The mean of each square of pixels, from {@code (C, factor H, factor W)} to {@code (C, H, W)}. */
    public record AveragePool(long factor) implements Layer {
        /** @throws IllegalArgumentException if {@code factor} is less than 1 */
        public AveragePool {
            Require.positive("factor", factor);
        }

        @Override
        public Shape output(Shape input) {
            Fit.image("average-pool", input);
            Fit.multiple("height", input.get(1), factor);
            Fit.multiple("width", input.get(2), factor);
            return Shape.of(input.get(0), input.get(1) / factor, input.get(2) / factor);
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return torch.avg_pool2d(samples, factor, factor);
        }
    }

    /** The sum of each channel, from {@code (C, H, W)} to {@code (C)}. */
    public record GlobalSum() implements Layer {
        @Override
        public Shape output(Shape input) {
            Fit.image("global-sum", input);
            return Shape.of(input.get(0));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.sum(2, 3);
        }
    }

    /** The mean of each channel, from {@code (C, H, W)} to {@code (C)}. */
    public record GlobalMean() implements Layer {
        @Override
        public Shape output(Shape input) {
            Fit.image("global-mean", input);
            return Shape.of(input.get(0));
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples.mean(2, 3);
        }
    }
}
