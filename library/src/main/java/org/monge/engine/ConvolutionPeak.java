package org.monge.engine;

import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How fast this processor can convolve: what a training's own rate is measured against. */
public final class ConvolutionPeak {
    /** For one convolution in one layout. */
    private static final long NANOS = 200_000_000;

    private static final long[] ONE = {1, 1};

    /** {@code batch} images of {@code channels}, {@code size} by {@code size}, to as many channels. */
    private record Case(long batch, long channels, long size, long kernel) {
        double gigaflop() {
            return 2e-9 * batch * size * size * channels * channels * kernel * kernel;
        }
    }

    private static final Case[] CASES = {new Case(8, 256, 16, 5), new Case(8, 128, 32, 3), new Case(16, 512, 8, 3)};

    private ConvolutionPeak() {}

    /** The best rate of a few large convolutions in both layouts, forward, in 10^9 operations a second. */
    public static double gigaflops(ScalarType type) {
        double best = 0;
        for (Case one : CASES) {
            best = Math.max(best, gigaflops(one, type, MemoryFormat.Contiguous));
            best = Math.max(best, gigaflops(one, type, MemoryFormat.ChannelsLast));
        }
        return best;
    }

    private static double gigaflops(Case one, ScalarType type, MemoryFormat layout) {
        double[] best = {0};
        scoped(() -> Scope.mutating(() -> {
            Tensor images = ones(type, layout, one.batch(), one.channels(), one.size(), one.size());
            Tensor kernel = ones(type, layout, one.channels(), one.channels(), one.kernel(), one.kernel());
            long[] padding = {one.kernel() / 2, one.kernel() / 2};
            long first = System.nanoTime();
            do {
                long start = System.nanoTime();
                scoped(() -> torch.conv2d(images, kernel, new TensorOptional(), ONE, padding, ONE, 1));
                best[0] = Math.max(best[0], one.gigaflop() / ((System.nanoTime() - start) / 1e9));
            } while (System.nanoTime() - first < NANOS);
        }));
        return best[0];
    }

    private static Tensor ones(ScalarType type, MemoryFormat layout, long... shape) {
        return torch.ones(shape, new TensorOptions(type)).contiguous(layout);
    }
}
