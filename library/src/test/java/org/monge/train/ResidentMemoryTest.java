package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a JVM of its own, whose Java heap is resident from the start, so that what grows is native. */
class ResidentMemoryTest {
    private static final int WARM_UP = 300;
    private static final int STEPS = 2000;
    private static final long ALLOWED = 50L << 20;

    /** Plays, and prints by how many bytes the process has grown. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            try (Toys toys = Toys.ring(1)) {
                run(toys, WARM_UP);
                long before = resident();
                run(toys, STEPS);
                System.out.println(resident() - before);
            }
        }

        private static void run(Toys toys, int steps) {
            for (int i = 0; i < steps; i++) {
                toys.turn.run();
            }
        }

        /** The second number of statm counts pages of 4 KiB. */
        private static long resident() throws IOException {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
            return Long.parseLong(pages) * 4096;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "memory is read from /proc")
    void staysFlatOverTwoThousandSteps() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> heap = List.of("-XX:+UseSerialGC", "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch");
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.command().addAll(heap);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        long growth = Long.parseLong(output.strip());
        assertTrue(growth < ALLOWED, "resident memory grew by " + (growth >> 10) + " KiB");
    }
}
