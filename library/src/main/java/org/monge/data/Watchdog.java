package org.monge.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream on which nothing arrives for too long, so that the thread which waits for it fails. */
final class Watchdog implements AutoCloseable {
    private final InputStream watched;
    private final long silence;
    private final ScheduledExecutorService timer;
    private volatile long heard = System.nanoTime();

    Watchdog(InputStream watched, Duration silence) {
        this.watched = watched;
        this.silence = silence.toNanos();
        timer = Executors.newSingleThreadScheduledExecutor(Watchdog::daemon);
        long period = this.silence / 4 + 1;
        var unused = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    /** Something has arrived. */
    void calm() {
        heard = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - heard > silence) {
            try {
                watched.close();
            } catch (IOException e) {
                // The reader learns of it by its own failure.
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "monge-download-watchdog");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
