package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.data.Dataset;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import org.monge.engine.Shape;
import org.monge.report.RunInfo.Status;

class RunInfoTest {
    private static final Execution BF16 = new Execution(Device.CPU, Precision.BF16);

    @TempDir
    Path folder;

    static RunInfo info() {
        return new RunInfo(
                Status.RUNNING,
                "wgan-gp-small",
                42,
                5000,
                0,
                "cpu",
                "fp32",
                2,
                new RunInfo.Versions("0.1.0", "abc", "2.10.0-1.5.13", "17.0.1 (Maker)", "Linux 6.1 amd64"),
                new RunInfo.Data("fashion-mnist", "embedded", 10_000, "1x28x28", "ab12"),
                List.of("cd34"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                0,
                0);
    }

    @Test
    void fileIsReadableTextWithTheNamesOfTheParts() throws IOException {
        info().reached(Status.DONE, 5000, 61_000, 812.5).write(folder.resolve("run.json"));
        assertEquals(
                """
                {
                  "status" : "done",
                  "recipe" : "wgan-gp-small",
                  "seed" : 42,
                  "steps" : 5000,
                  "stepsDone" : 5000,
                  "device" : "cpu",
                  "precision" : "fp32",
                  "threads" : 2,
                  "versions" : {
                    "monge" : "0.1.0",
                    "commit" : "abc",
                    "libtorch" : "2.10.0-1.5.13",
                    "java" : "17.0.1 (Maker)",
                    "os" : "Linux 6.1 amd64"
                  },
                  "data" : {
                    "name" : "fashion-mnist",
                    "source" : "embedded",
                    "count" : 10000,
                    "shape" : "1x28x28",
                    "sha256" : "ab12"
                  },
                  "extractors" : [
                    "cd34"
                  ],
                  "started" : "2026-01-02T03:04:05.678Z",
                  "elapsedMillis" : 61000,
                  "imagesPerSecond" : 812.5
                }
                """,
                Files.readString(folder.resolve("run.json")));
    }

    @Test
    void everyStatusReadsBack() throws IOException {
        Path file = folder.resolve("run.json");
        for (Status status : Status.values()) {
            RunInfo info = info().reached(status, 1234, 99, 0.1);
            info.write(file);
            assertEquals(info, RunInfo.read(file));
            assertTrue(Files.readString(file).contains("\"" + status + "\""));
        }
    }

    @Test
    void whatIsUnknownIsLeftOut() throws IOException {
        RunInfo base = info();
        RunInfo info = new RunInfo(
                base.status(),
                base.recipe(),
                base.seed(),
                base.steps(),
                base.stepsDone(),
                base.device(),
                base.precision(),
                base.threads(),
                new RunInfo.Versions("0.1.0", "", "2", "17", "Linux"),
                base.data(),
                List.of(),
                base.started(),
                0,
                0);
        info.write(folder.resolve("run.json"));
        String text = Files.readString(folder.resolve("run.json"));
        assertFalse(text.contains("commit") || text.contains("extractors"), text);
        assertEquals(info, RunInfo.read(folder.resolve("run.json")));
    }

    @Test
    void runOfThisProcessTellsItsSoftwareAndData() {
        Dataset dataset = new Dataset("dots", "memory", Shape.of(1, 1, 2), new byte[6], new int[0], List.of());
        RunInfo info = RunInfo.starting("mine", 1, 10, Execution.PLAIN, RunInfo.Data.of(dataset), List.of());
        assertEquals(new RunInfo.Data("dots", "memory", 3, "1x1x2", dataset.sha256()), info.data());
        assertTrue(info.versions().libtorch().startsWith("2."), info.versions().libtorch());
        assertTrue(info.versions().java().startsWith(System.getProperty("java.version")));
        assertTrue(info.threads() >= 1);
    }

    @Test
    void runOfATimeThatKnewNoOtherPrecisionIsOfFloat32() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, info().json().replace("  \"precision\" : \"fp32\",\n", ""));
        assertFalse(Files.readString(file).contains("precision"));
        assertEquals(info(), RunInfo.read(file));
    }

    @Test
    void resumedRunKeepsItsStartAndTime() {
        RunInfo resumed = info().reached(Status.INTERRUPTED, 700, 8000, 5).resumed(6000, BF16, List.of("ef56"));
        assertEquals(Status.RUNNING, resumed.status());
        assertEquals(6000, resumed.steps());
        assertEquals("bf16", resumed.precision());
        assertEquals(700, resumed.stepsDone());
        assertEquals(8000, resumed.elapsedMillis());
        assertEquals(info().started(), resumed.started());
        assertEquals(List.of("ef56"), resumed.extractors());
        assertEquals(RunInfo.Versions.current(), resumed.versions());
    }

    @Test
    void damagedFileIsToldInOneLine() throws IOException {
        Path file = folder.resolve("run.json");
        String good = info().json();
        assertProblem(file, good.substring(0, 60), "Unexpected end-of-input");
        assertProblem(file, good.replace("\"seed\"", "\"sead\" : 1, \"seed\""), "\"sead\"");
        assertProblem(file, good.replace("running", "sleeping"), "sleeping");
        assertProblem(file, good.replace("2026-01-02T", "yesterday "), "not an instant");
        assertProblem(file, good.replaceAll("(?s)\"data\" : \\{.*?\\},", ""), "data is missing");
        assertProblem(file, good.replaceAll("\"seed\" : 42,", ""), "seed");
    }

    private static void assertProblem(Path file, String text, String problem) throws IOException {
        Files.writeString(file, text);
        String message =
                assertThrows(IOException.class, () -> RunInfo.read(file)).getMessage();
        assertTrue(message.startsWith("cannot read " + file + ": "), message);
        assertTrue(message.contains(problem), message);
        assertFalse(message.contains("\n"), message);
    }
}
