package org.monge.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time and memory of exact transport on 5,000 x 5,000 samples and of the Frechet distance on 10,000 x 2048; not a test. After {@code ./mvnw test-compile dependency:build-classpath
 * -Dmdep.outputFile=target/classpath -pl library}, in library:
 *
 * <pre>java -Xmx1g -cp target/test-classes:target/classes:$(cat target/classpath) org.monge.metric.MetricLimits transport 2</pre>
 *
 * or {@code frechet}, or {@code transport} with other dimensions.
 */
public final class MetricLimits {
    private MetricLimits() {}

    public static void main(String[] args) throws IOException {
        boolean frechet = args[0].equals("frechet");
        Features x = frechet ? Samples.normal(10_000, 2048, 1) : Samples.normal(5000, Integer.parseInt(args[1]), 1);
        Features y = frechet ? Samples.normal(10_000, 2048, 2) : Samples.normal(5000, Integer.parseInt(args[1]), 2);
        Metric metric = frechet ? new FrechetDistance() : new EarthMoverDistance();
        long start = System.nanoTime();
        System.out.println(metric.measure(x, y, 0));
        System.out.printf("%.1f s%n", (System.nanoTime() - start) / 1e9);
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }
}
