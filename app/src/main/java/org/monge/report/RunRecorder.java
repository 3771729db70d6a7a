package org.monge.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.monge.engine.WholeFile;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.report.RunInfo.Status;
import org.monge.train.Diagnostics;
import org.monge.train.Listener;
import org.monge.train.Report;

/**
 * Keeps the run folder of a training up to date. Each report is a line of the metrics; at each sample time a sample
 * grid, the charts and {@code run.json} are written; the animation and the page follow when the training
 * stops. The files that cannot be written end the training with an {@link UncheckedIOException} of one line.
 */
public final class RunRecorder implements Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunRecorder.class.getName());
    private static final long NONE = -1;
    /** Each is hundreds of numbers. */
    private static final int EXAMINATIONS = 400;

    private final RunFolder folder;
    private final List<Table> networks;
    private final Outlook outlook;
    private final MetricsLog metrics;
    private final History losses = new History(LossChart::shows);
    private final History evaluations = new History(PeriodicEvaluation::isEvaluation);
    private final History diagnostics = new History(Diagnostics::isDiagnostic, EXAMINATIONS);
    private final Pace pace;
    private RunInfo info;
    private long sampledStep = NONE;
    private final Set<String> undrawable = new HashSet<>();

    private RunRecorder(
            RunFolder folder, RunInfo info, MetricsLog metrics, Outlook outlook, List<Table> networks, Pace pace) {
        this.folder = folder;
        this.info = info;
        this.metrics = metrics;
        this.outlook = outlook;
        this.networks = List.copyOf(networks);
        this.pace = pace;
    }

    /**
     * What the generator makes of the latents that are shown again and again.
     *
     * @param picture shows them
     * @param samples makes them now: (N, ...), row-major
     */
    public record Outlook(Picture picture, Supplier<float[]> samples) {}

    /**
     * Begins the records of a new run: writes {@code run.json} and empty metrics.
     *
     * @param networks the layers of the players, for the page
     * @throws IOException naming the file that cannot be written
     */
    public static RunRecorder start(RunFolder folder, RunInfo info, List<Table> networks, Outlook outlook)
            throws IOException {
        return start(folder, info, networks, outlook, System::nanoTime);
    }

    static RunRecorder start(
            RunFolder folder, RunInfo info, List<Table> networks, Outlook outlook, LongSupplier nanoTime)
            throws IOException {
        info.write(folder.info());
        Pace pace = new Pace(info, nanoTime);
        return new RunRecorder(folder, info, MetricsLog.create(folder.metrics()), outlook, networks, pace);
    }

    /**
     * Goes on with the records of a run from {@code step}: what was recorded of later steps is dropped.
     *
     * @param info as read from the folder and {@linkplain RunInfo#resumed resumed}
     * @throws IOException naming the file that cannot be read or written
     */
    public static RunRecorder resume(RunFolder folder, RunInfo info, long step, List<Table> networks, Outlook outlook)
            throws IOException {
        return resume(folder, info, step, networks, outlook, System::nanoTime);
    }

    static RunRecorder resume(
            RunFolder folder, RunInfo info, long step, List<Table> networks, Outlook outlook, LongSupplier nanoTime)
            throws IOException {
        MetricsLog metrics = MetricsLog.resume(folder.metrics(), step);
        RunRecorder recorder = new RunRecorder(folder, info, metrics, outlook, networks, new Pace(info, nanoTime));
        MetricsLog.read(folder.metrics()).forEach(recorder::remember);
        for (Path sample : folder.samples()) {
            if (RunFolder.step(sample) > step) {
                Files.delete(sample);
            }
        }
        recorder.note(Status.RUNNING, step);
        return recorder;
    }

    @Override
    public void reported(Report report) {
        writing(() -> metrics.append(report));
        remember(report);
        pace.reported(report);
    }

    @Override
    public void sampled(long step) {
        writing(() -> {
            drawSamples(step);
            drawCharts();
            note(Status.RUNNING, step);
        });
    }

    /** Ends the records: of a run that is done if it has made all its steps, else of one that was interrupted. */
    @Override
    public void stopped(long step) {
        writing(() -> {
            if (sampledStep != step) {
                drawSamples(step);
            }
            finish(step >= info.steps() ? Status.DONE : Status.INTERRUPTED, step);
        });
    }

    /** Ends the records of a run of which a meter is no finite number; there are no samples to draw. */
    public void diverged(long step) {
        writing(() -> finish(Status.DIVERGED, step));
    }

    /** The run as it stands. */
    public RunInfo info() {
        return info;
    }

    /** The run as if it were interrupted now, after {@code step} steps. */
    public RunInfo infoAfter(long step) {
        return info.reached(Status.INTERRUPTED, step, pace.elapsedMillis(), pace.imagesPerSecond());
    }

    @Override
    public void close() throws IOException {
        metrics.close();
    }

    private void finish(Status status, long step) throws IOException {
        drawCharts();
        List<Path> grids = folder.samples();
        if (!grids.isEmpty()) {
            SampleAnimation.write(folder.animation(), grids);
        }
        note(status, step);
        HtmlReport.write(folder, networks);
    }

    private void note(Status status, long step) throws IOException {
        info = info.reached(status, step, pace.elapsedMillis(), pace.imagesPerSecond());
        info.write(folder.info());
    }

    private void drawSamples(long step) throws IOException {
        float[] samples = outlook.samples().get();
        draw(
                "picture of samples",
                folder.sample(step),
                () -> Png.encode(outlook.picture().draw(samples)));
        sampledStep = step;
    }

    private void drawCharts() throws IOException {
        drawChart("chart of the losses", folder.losses(), losses, LossChart::png);
        drawChart("chart of the metrics", folder.evaluations(), evaluations, EvaluationChart::png);
        drawChart("chart of the diagnostics", folder.diagnostics(), diagnostics, DiagnosticsChart::png);
        drawChart("chart of the weights", folder.weights(), diagnostics, WeightChart::png);
    }

    private void drawChart(String what, Path file, History history, Function<List<Report>, byte[]> chart)
            throws IOException {
        List<Report> reports = history.reports();
        if (!reports.isEmpty()) {
            draw(what, file, () -> chart.apply(reports));
        }
    }

    private void remember(Report report) {
        losses.add(report);
        evaluations.add(report);
        diagnostics.add(report);
    }

    /** A Java without fonts cannot draw text: the training goes on without the picture. */
    private void draw(String what, Path file, Supplier<byte[]> drawing) throws IOException {
        if (undrawable.contains(what)) {
            return;
        }
        byte[] picture;
        try {
            picture = drawing.get();
        } catch (RuntimeException | LinkageError | InternalError failure) {
            undrawable.add(what);
            LOG.log(System.Logger.Level.WARNING, "no {0} can be drawn: {1}", what, failure);
            return;
        }
        WholeFile.write(file, picture);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(Writing writing) {
        try {
            writing.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }
}
