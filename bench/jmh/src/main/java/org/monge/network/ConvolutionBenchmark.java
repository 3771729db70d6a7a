package org.monge.network;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Resampling.Upsample;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds of a convolution, forward and backward by images and kernel, in Monge's way and in libtorch's own. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2)
@Measurement(iterations = 8)
public class ConvolutionBenchmark {
    /** Who computes. */
    public enum Way {
        MONGE,
        LIBTORCH
    }

    /** How the kernel lies in memory. */
    public enum Layout {
        CHANNELS_LAST,
        ROW_MAJOR
    }

    /** What is computed. */
    public enum Problem {
        /** At the end of the fashion recipes' critic. */
        SHORT_ROWS_256_TO_512(64, 256, 512, 8, 5, 2, false),
        /** At the end of DCGAN's discriminator. */
        SHORT_ROWS_512_TO_1024(128, 512, 1024, 8, 4, 2, false),
        /** In the middle of the fashion recipes' generator. */
        ENLARGED_256_TO_256(64, 256, 256, 8, 5, 1, true),
        /** At its end. */
        ENLARGED_256_TO_1(64, 256, 1, 16, 5, 1, true);

        private final long batch;
        private final long channels;
        private final long filters;
        private final long size;
        private final long extent;
        private final long stride;
        private final long padding;
        private final boolean enlarged;

        Problem(long batch, long channels, long filters, long size, long extent, long stride, boolean enlarged) {
            this.batch = batch;
            this.channels = channels;
            this.filters = filters;
            this.size = size;
            this.extent = extent;
            this.stride = stride;
            this.padding = (extent - 1) / 2;
            this.enlarged = enlarged;
        }

        private Tensor by(Way way, Tensor images, Tensor kernel) {
            if (!enlarged) {
                return way == Way.MONGE
                        ? Correlation.of(images, kernel, new TensorOptional(), stride, padding)
                        : libtorch(images, kernel);
            }
            Upsample enlarge = new Upsample(2);
            Weights weights = new Weights(Map.of("weight", kernel));
            return way == Way.MONGE
                    ? new InterpolatedConvolution(enlarge, new Convolution(filters, extent, stride, padding, false))
                            .forward(images, weights, Mode.TRAINING)
                    : libtorch(enlarge.forward(images, weights, Mode.TRAINING), kernel);
        }

        private Tensor libtorch(Tensor images, Tensor kernel) {
            long[] strides = {stride, stride};
            long[] paddings = {padding, padding};
            return torch.conv2d(images, kernel, new TensorOptional(), strides, paddings, new long[] {1, 1}, 1);
        }
    }

    @Param
    private Problem problem;

    @Param
    private Way way;

    @Param
    private Layout layout;

    private Tensor images;
    private Tensor kernel;

    @Setup
    public void draw() {
        images = Correlation.channelsLast(drawn(problem.batch, problem.channels, problem.size, problem.size));
        Tensor values = drawn(problem.filters, problem.channels, problem.extent, problem.extent);
        kernel = layout == Layout.CHANNELS_LAST ? Correlation.channelsLast(values) : values;
        images.set_requires_grad(true);
        kernel.set_requires_grad(true);
    }

    private static Tensor drawn(long... shape) {
        return new RandomStream(1).normal(ScalarType.Float, shape);
    }

    @Benchmark
    public void forthAndBack() {
        org.monge.engine.Scope.scoped(() -> {
            Tensor output = problem.by(way, images, kernel);
            Gradients.of(output.square().sum(), new TensorVector(images, kernel));
        });
    }
}
