package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Execution;
import org.monge.engine.Shape;
import org.monge.engine.WholeFile;
import org.monge.report.RunInfo.Status;
import org.monge.report.RunRecorder.Outlook;
import org.monge.train.Report;

class RunRecorderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Table> NETWORKS = List.of(new Table("Generator", List.of("layer"), List.of()));

    @TempDir
    Path parent;

    private final AtomicLong nanos = new AtomicLong();
    private final float[] samples = new float[4 * 64];

    @Test
    void finishedRunLeavesEveryFile() throws IOException {
        RunFolder folder = folder("a");
        try (RunRecorder recorder = start(folder)) {
            assertEquals(Status.RUNNING, RunInfo.read(folder.info()).status());
            play(recorder, 1, 5000);
            recorder.stopped(5000);
        }
        assertEquals(
                List.of(
                        "losses.png",
                        "metrics.jsonl",
                        "recipe.yaml",
                        "report.html",
                        "run.json",
                        "samples",
                        "samples.gif"),
                names(folder.path()));
        assertEquals(5, folder.samples().size());
        assertEquals(50, MetricsLog.read(folder.metrics()).size());
        RunInfo info = RunInfo.read(folder.info());
        assertEquals(Status.DONE, info.status());
        assertEquals(5000, info.stepsDone());
        assertEquals(50_000, info.elapsedMillis());
        assertEquals(32_000, info.imagesPerSecond());
    }

    @Test
    void gridChartAndInfoFollowTheTrainingAndThePageWaitsForItsEnd() throws IOException {
        RunFolder folder = folder("a");
        try (RunRecorder recorder = start(folder)) {
            play(recorder, 1, 2500);
            assertEquals(List.of(folder.sample(1000), folder.sample(2000)), folder.samples());
            assertTrue(Files.exists(folder.losses()));
            assertEquals(2000, RunInfo.read(folder.info()).stepsDone());
            assertFalse(Files.exists(folder.page()));
            recorder.stopped(2500);
        }
        assertEquals(Status.INTERRUPTED, RunInfo.read(folder.info()).status());
        assertTrue(Files.readString(folder.page()).contains("interrupted after 2,500 of 5,000"));
        assertTrue(Files.exists(folder.sample(2500)), "the last state is shown too");
    }

    @Test
    void resumedRunLeavesTheMetricsAndGridsOfOneThatNeverStopped() throws IOException {
        RunFolder whole = folder("whole");
        try (RunRecorder recorder = start(whole)) {
            play(recorder, 1, 5000);
            recorder.stopped(5000);
        }
        RunFolder parts = folder("parts");
        nanos.set(0);
        try (RunRecorder recorder = start(parts)) {
            play(recorder, 1, 3600);
        }
        nanos.addAndGet(1000 * SECOND);
        RunInfo info = RunInfo.read(parts.info()).resumed(5000, Execution.PLAIN, List.of());
        try (RunRecorder recorder = RunRecorder.resume(parts, info, 2000, NETWORKS, outlook(), nanos::get)) {
            assertEquals(List.of(parts.sample(1000), parts.sample(2000)), parts.samples());
            play(recorder, 2001, 5000);
            recorder.stopped(5000);
        }
        assertArrayEquals(Files.readAllBytes(whole.metrics()), Files.readAllBytes(parts.metrics()));
        assertArrayEquals(Files.readAllBytes(whole.losses()), Files.readAllBytes(parts.losses()));
        assertEquals(names(whole.path().resolve("samples")), names(parts.path().resolve("samples")));
        RunInfo end = RunInfo.read(parts.info());
        assertEquals(Status.DONE, end.status());
        assertEquals(30_000 + 30_000, end.elapsedMillis(), "up to the last note of the first part, and the second");
        assertEquals(32_000, end.imagesPerSecond());
    }

    @Test
    void divergedRunIsToldAsSuchWithoutNewSamples() throws IOException {
        RunFolder folder = folder("a");
        try (RunRecorder recorder = start(folder)) {
            play(recorder, 1, 1000);
            Arrays.fill(samples, Float.NaN);
            recorder.diverged(1050);
        }
        assertEquals(Status.DIVERGED, RunInfo.read(folder.info()).status());
        assertEquals(List.of(folder.sample(1000)), folder.samples());
        assertTrue(Files.readString(folder.page()).contains("diverged after 1,050 of 5,000"));
    }

    @Test
    void runStoppedBeforeItsFirstReportHasAPage() throws IOException {
        RunFolder folder = folder("a");
        try (RunRecorder recorder = start(folder)) {
            recorder.stopped(0);
        }
        assertTrue(Files.exists(folder.page()));
        assertFalse(Files.exists(folder.losses()));
    }

    @Test
    void fileThatCannotBeWrittenEndsTheTrainingInOneLine() throws IOException {
        RunFolder folder = folder("a");
        Files.writeString(folder.path().resolve("samples"), "in the way");
        try (RunRecorder recorder = start(folder)) {
            UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> recorder.sampled(100));
            assertTrue(
                    failure.getMessage().startsWith("cannot write " + folder.sample(100) + ": "), failure.getMessage());
        }
    }

    private RunFolder folder(String name) throws IOException {
        RunFolder folder = RunFolder.create(parent.resolve(name), RunFolder.Existing.KEPT);
        WholeFile.write(folder.recipe(), "name: wgan-gp-small\n");
        return folder;
    }

    private RunRecorder start(RunFolder folder) throws IOException {
        return RunRecorder.start(folder, RunInfoTest.info(), NETWORKS, outlook(), nanos::get);
    }

    private Outlook outlook() {
        return new Outlook(ImageGrid.of(Shape.of(1, 8, 8)), samples::clone);
    }

    /** A report every hundred steps, a second apart, and samples every thousand. */
    private void play(RunRecorder recorder, long from, long to) {
        for (long step = from; step <= to; step++) {
            if (step % 100 == 0) {
                nanos.addAndGet(SECOND);
                Report report = MetricsLogTest.report(step);
                recorder.reported(report);
            }
            if (step % 1000 == 0) {
                Arrays.fill(samples, step / 5000f);
                recorder.sampled(step);
            }
        }
    }

    private static List<String> names(Path folder) {
        return Arrays.stream(folder.toFile().list()).sorted().toList();
    }
}
