package org.monge.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.monge.data.Room;
import org.monge.data.SampleStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoded color images a second, gathered into batches of 64 and normalised: what a training does in each update. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
    private static final int BATCH = 64;

    /** Where the images are. */
    public enum Place {
        MEMORY,
        /** The temporary file for images that are too many for memory. */
        FILE
    }

    @Param
    public Place place;

    @Param({"32", "64", "128"})
    public int size;

    private ImageFiles files;
    private SampleStream stream;

    @Setup
    public void open() throws IOException {
        files = ImageFiles.write("png");
        Room room = new Room(place == Place.MEMORY ? Long.MAX_VALUE : 0, files.folder());
        stream = files.read(size, room).stream(BATCH, 1);
    }

    @TearDown
    public void close() throws IOException {
        stream.close();
        files.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void next() {
        org.monge.engine.Scope.scoped(stream::next);
    }
}
