package org.monge.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.train.Report;

/**
 * Progress as lines: the first report, then at most one line a second, and the last report when the training stops. Reports
 * with measurements of samples always have their line.
 */
final class PlainProgress implements ConsoleProgress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final long steps;
    private final LongSupplier nanoTime;
    private final Speed speed;
    private boolean hasPrinted;
    private long printedNanos;
    private String waiting = "";

    PlainProgress(PrintStream out, long startStep, long steps, LongSupplier nanoTime) {
        this.out = out;
        this.steps = steps;
        this.nanoTime = nanoTime;
        this.speed = new Speed(startStep, steps, nanoTime);
    }

    @Override
    public void reported(Report report) {
        speed.reported(report);
        waiting = "step " + report.step() + "/" + steps + "  " + speed.imagesPerSecond() + "  "
                + speed.timeLeft(report.step()) + "  " + MeterText.full(report.meters());
        boolean measured = report.meters().keySet().stream().anyMatch(PeriodicEvaluation::isEvaluation);
        if (!hasPrinted || measured || nanoTime.getAsLong() - printedNanos >= PAUSE_NANOS) {
            print();
        }
    }

    @Override
    public void stopped(long step) {
        close();
    }

    @Override
    public void close() {
        if (!waiting.isEmpty()) {
            print();
        }
    }

    private void print() {
        out.println(waiting);
        out.flush();
        waiting = "";
        hasPrinted = true;
        printedNanos = nanoTime.getAsLong();
    }
}
