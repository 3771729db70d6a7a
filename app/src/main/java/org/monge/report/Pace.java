package org.monge.report;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.monge.train.Report;

/** How long a run has taken, and how fast it is. */
final class Pace {
    private final LongSupplier nanoTime;
    private final long start;
    private final long earlierMillis;
    private final boolean isFresh;
    private double imagesPerSecond;
    private boolean hasFirst;
    private long firstImages;
    private long firstNanos;

    /** The clock starts now; a run that was resumed has taken time before. */
    Pace(RunInfo info, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.earlierMillis = info.elapsedMillis();
        this.isFresh = info.stepsDone() == 0;
        this.imagesPerSecond = info.imagesPerSecond();
    }

    /** Speed is counted from the first report on, so that the warm-up before it does not weigh on it. */
    void reported(Report report) {
        long now = nanoTime.getAsLong();
        if (hasFirst) {
            imagesPerSecond = rate(report.imagesSeen() - firstImages, now - firstNanos);
            return;
        }
        hasFirst = true;
        firstImages = report.imagesSeen();
        firstNanos = now;
        if (isFresh) {
            imagesPerSecond = rate(firstImages, now - start);
        }
    }

    long elapsedMillis() {
        return earlierMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
    }

    double imagesPerSecond() {
        return imagesPerSecond;
    }

    private static double rate(long images, long nanos) {
        return nanos > 0 ? images * 1e9 / nanos : 0;
    }
}
