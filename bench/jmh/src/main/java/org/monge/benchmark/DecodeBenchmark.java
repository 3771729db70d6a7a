package org.monge.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.monge.data.Dataset;
import org.monge.data.Room;
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

/** Image files a second, 128 by 128 in color, decoded to 64 by 64: what a training does once, before its first step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    @Param({"png", "jpg"})
    public String format;

    private ImageFiles files;

    @Setup
    public void write() throws IOException {
        files = ImageFiles.write(format);
    }

    @TearDown
    public void delete() throws IOException {
        files.close();
    }

    @Benchmark
    @OperationsPerInvocation(ImageFiles.COUNT)
    public Dataset decode() throws IOException {
        return files.read(64, Room.halfOfTheHeap(files.folder()));
    }
}
