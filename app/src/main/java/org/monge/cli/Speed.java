package org.monge.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.monge.train.Report;

/** How fast a training goes: over the last interval between reports, and over all of this start. */
final class Speed {
    private final LongSupplier nanoTime;
    private final long startStep;
    private final long steps;
    private final long startNanos;
    private OptionalDouble imagesPerSecond = OptionalDouble.empty();
    private OptionalLong lastImages;
    private long lastNanos;

    /** The clock starts now, after {@code startStep} of {@code steps} steps. */
    Speed(long startStep, long steps, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startStep = startStep;
        this.steps = steps;
        this.startNanos = nanoTime.getAsLong();
        this.lastNanos = startNanos;
        this.lastImages = startStep == 0 ? OptionalLong.of(0) : OptionalLong.empty();
    }

    void reported(Report report) {
        long now = nanoTime.getAsLong();
        if (lastImages.isPresent() && now > lastNanos) {
            imagesPerSecond =
                    OptionalDouble.of((report.imagesSeen() - lastImages.getAsLong()) * 1e9 / (now - lastNanos));
        }
        lastImages = OptionalLong.of(report.imagesSeen());
        lastNanos = now;
    }

    /** As in {@code 1234 images/s}; a resumed training knows it from the second report on. */
    String imagesPerSecond() {
        return imagesPerSecond.isPresent()
                ? String.format(Locale.ROOT, "%.0f images/s", imagesPerSecond.getAsDouble())
                : "- images/s";
    }

    /** As in {@code 1:02:03 left}, if the steps to come take as long as those made. */
    String timeLeft(long step) {
        if (step <= startStep) {
            return "-:--:-- left";
        }
        double perStep = (double) (nanoTime.getAsLong() - startNanos) / (step - startStep);
        Duration left = Duration.ofNanos((long) (perStep * Math.max(0, steps - step)));
        return String.format(
                Locale.ROOT, "%d:%02d:%02d left", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
