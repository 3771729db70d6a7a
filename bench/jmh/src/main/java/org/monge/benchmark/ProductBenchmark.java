package org.monge.benchmark;

import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Float32Backend;
import org.bytedeco.pytorch.global.torch.Float32Op;
import org.bytedeco.pytorch.global.torch.Float32Precision;
import org.monge.engine.Engine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds of products of float32 matrices, by the library that the engine chooses and by OpenBLAS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class ProductBenchmark {
    /** Who multiplies. */
    public enum Library {
        THE_ENGINES,
        OPENBLAS
    }

    /** Batch, rows, terms and columns. */
    public enum Problem {
        /** A critic's layer on real and fake points. */
        WIDE_512(1, 512, 512, 512),
        /** A layer of wgan-gp-small. */
        WIDE_784(1, 128, 784, 512),
        /** The lines of enlarged images in the fashion recipes' generator. */
        LINES(112, 16, 40, 1280),
        /** The first layer on points. */
        NARROW(1, 256, 2, 512);

        private final long batch;
        private final long rows;
        private final long terms;
        private final long columns;

        Problem(long batch, long rows, long terms, long columns) {
            this.batch = batch;
            this.rows = rows;
            this.terms = terms;
            this.columns = columns;
        }
    }

    @Param
    private Library library;

    @Param
    private Problem problem;

    private Tensor left;
    private Tensor right;

    @Setup
    public void draw() {
        Engine.ensureStarted();
        if (library == Library.OPENBLAS) {
            torch.globalContext().setFloat32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL, Float32Precision.IEEE);
        }
        left = torch.randn(problem.batch, problem.rows, problem.terms);
        right = torch.randn(problem.batch, problem.terms, problem.columns);
    }

    @Benchmark
    public void product() {
        org.monge.engine.Scope.scoped(() -> {
            if (problem.batch == 1) {
                left.select(0, 0).mm(right.select(0, 0));
            } else {
                left.bmm(right);
            }
        });
    }
}
