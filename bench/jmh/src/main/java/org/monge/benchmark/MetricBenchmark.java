package org.monge.benchmark;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.Features;
import org.monge.metric.FrechetDistance;
import org.monge.metric.Metric;
import org.monge.metric.Sinkhorn;
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

/** Seconds for one number between two sets of normal samples, as in a fresh program: with a heap of 1 GiB, not warmed up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class MetricBenchmark {
    /** What is solved. */
    public enum Problem {
        TRANSPORT_1000_BY_2(new EarthMoverDistance(), 1000, 2),
        TRANSPORT_5000_BY_2(new EarthMoverDistance(), 5000, 2),
        TRANSPORT_5000_BY_64(new EarthMoverDistance(), 5000, 64),
        FRECHET_10000_BY_128(new FrechetDistance(), 10_000, 128),
        FRECHET_10000_BY_2048(new FrechetDistance(), 10_000, 2048),
        SINKHORN_10000_BY_2(new Sinkhorn(), 10_000, 2),
        SINKHORN_10000_BY_64(new Sinkhorn(), 10_000, 64);

        private final Metric metric;
        private final int count;
        private final int dimension;

        Problem(Metric metric, int count, int dimension) {
            this.metric = metric;
            this.count = count;
            this.dimension = dimension;
        }

        private Features samples(long seed) {
            Random random = new Random(seed);
            double[] values = new double[count * dimension];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextGaussian();
            }
            return new Features(count, dimension, values);
        }
    }

    @Param
    public Problem problem;

    private Features generated;
    private Features real;

    @Setup
    public void draw() {
        generated = problem.samples(1);
        real = problem.samples(2);
    }

    @Benchmark
    public Map<String, Double> measure() {
        return problem.metric.measure(generated, real, 0);
    }
}
