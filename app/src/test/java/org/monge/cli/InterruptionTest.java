package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.checkpoint.Checkpoint;
import org.monge.checkpoint.Checkpoints;

/** Real processes, ended from outside. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are POSIX")
class InterruptionTest {
    private static final String ENDLESS = "100000";
    private static final int KILLS = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalFinishesTheStepSavesAndExitsWith130(String signal) throws Exception {
        Path run = folder.resolve("run");
        Path log = folder.resolve("log");
        Process process = Cli.start(log, train(run));
        awaitCheckpoint(process, run, 3, log);
        signal(signal, process);
        assertEquals(130, Cli.await(process), Files.readString(log));
        long step = newest(run).step();
        assertTrue(Files.readString(run.resolve("run.json")).contains("\"interrupted\""));
        assertTrue(Files.readString(log).contains("interrupted at step " + step), Files.readString(log));
        assertEquals(
                0,
                Cli.run("train", "--resume", run.toString(), "-q", "--steps", String.valueOf(step + 2))
                        .code());
        assertEquals(step + 2, newest(run).step());
    }

    @Test
    void aSignalEndsAnyOtherCommandAtOnce() throws Exception {
        Path log = folder.resolve("log");
        Process process = Cli.start(log, "study", "mode-coverage", "--out", folder.toString());
        TimeUnit.SECONDS.sleep(5); // into the first of its trainings, which takes hours
        signal("TERM", process);
        assertEquals(130, Cli.await(process), Files.readString(log));
        assertEquals("", Files.readString(log));
    }

    /** The killed run is taken up again each time, and must end where an undisturbed one ends. */
    @Test
    void killedAtAnyMomentItGoesOnFromALoadableCheckpoint() throws Exception {
        Path run = folder.resolve("run");
        Path log = folder.resolve("log");
        Random random = new Random(4);
        Process process = Cli.start(log, train(run));
        long step = 0;
        for (int i = 0; i < KILLS; i++) {
            awaitCheckpoint(process, run, step + 3, log);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
            process.destroyForcibly();
            process.waitFor();
            Checkpoint survivor = newest(run);
            assertTrue(survivor.step() >= step, "went back from " + step + " to " + survivor.step());
            step = survivor.step();
            process = Cli.start(log, "train", "--resume", run.toString());
        }
        awaitCheckpoint(process, run, step + 3, log);
        signal("TERM", process);
        assertEquals(130, Cli.await(process), Files.readString(log));
        String end = String.valueOf(newest(run).step());

        Path calm = folder.resolve("calm");
        String recipe = folder.resolve("tiny.yaml").toString();
        assertEquals(
                0,
                Cli.run("train", recipe, "--out", calm.toString(), "-q", "--steps", end)
                        .code());
        for (String file : List.of("metrics.jsonl", "generator.safetensors")) {
            assertArrayEquals(Files.readAllBytes(calm.resolve(file)), Files.readAllBytes(run.resolve(file)), file);
        }
    }

    /** A limit on the size of files stands in for a full disk: the write of the checkpoint fails half way. */
    @Test
    void aDiskThatTakesNoMoreEndsWithOneLineAndTwo() throws Exception {
        Path run = folder.resolve("run");
        Path log = folder.resolve("log");
        String command = String.join(
                " ",
                Cli.command(train(run)).stream().map(word -> "'" + word + "'").toList());
        Process process = new ProcessBuilder("bash", "-c", "ulimit -f 8; exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(2, Cli.await(process), Files.readString(log));
        String said = Files.readString(log);
        assertEquals(1, said.lines().filter(line -> line.startsWith("monge: ")).count(), said);
        assertTrue(said.contains("monge: cannot write "), said);
    }

    private String[] train(Path run) throws IOException {
        return new String[] {"train", Cli.recipe(folder).toString(), "--out", run.toString(), "--steps", ENDLESS};
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private static Checkpoint newest(Path run) throws IOException {
        return new Checkpoints(run.resolve("checkpoints")).latest().orElseThrow();
    }

    private static void awaitCheckpoint(Process process, Path run, long step, Path log) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (newestStep(run) < step) {
            assertTrue(process.isAlive(), () -> "the program ended early: " + read(log));
            assertTrue(System.nanoTime() < deadline, () -> "no checkpoint of step " + step + ": " + read(log));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static long newestStep(Path run) throws IOException {
        Path checkpoints = run.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (var files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("step-\\d+\\.safetensors"))
                    .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
                    .max()
                    .orElse(0);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
