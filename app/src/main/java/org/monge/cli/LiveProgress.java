package org.monge.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.monge.train.Report;

/** Progress as one line that is drawn anew over itself. */
final class LiveProgress implements ConsoleProgress {
    private static final int REDRAW_MILLIS = 500;
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;

    private final Speed speed;
    private final ProgressBar bar;
    private boolean isClosed;
    private volatile String imagesPerSecond;
    private volatile Map<String, Double> meters = Map.of();

    LiveProgress(PrintStream out, long startStep, long steps) {
        this(new ConsoleProgressBarConsumer(out), startStep, steps);
    }

    LiveProgress(ProgressBarConsumer consumer, long startStep, long steps) {
        this.speed = new Speed(startStep, steps, System::nanoTime);
        this.imagesPerSecond = speed.imagesPerSecond();
        this.bar = new ProgressBarBuilder()
                .setInitialMax(steps)
                .startsFrom(startStep, Duration.ZERO)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .continuousUpdate()
                .setConsumer(consumer)
                .setRenderer(this::render)
                .build();
    }

    @Override
    public void reported(Report report) {
        speed.reported(report);
        imagesPerSecond = speed.imagesPerSecond();
        meters = report.meters();
        bar.stepTo(report.step());
    }

    @Override
    public void stepped(long step) {
        bar.stepTo(step);
    }

    @Override
    public void stopped(long step) {
        bar.stepTo(step);
        close();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            bar.close();
        }
    }

    private String render(ProgressState state, int width) {
        String left = speed.timeLeft(state.getCurrent());
        String line = line(state.getCurrent(), state.getMax(), imagesPerSecond + "  " + left, meters, width);
        return line + " ".repeat(Math.max(0, width - line.length()));
    }

    /** What fits in {@code width}: the meters go before the bar, the losses before their parts, the estimates before all. */
    static String line(long step, long steps, String pace, Map<String, Double> meters, int width) {
        String counter = step + "/" + steps;
        int room = width - counter.length() - pace.length() - 4;
        String text = Stream.of(MeterText.full(meters), MeterText.brief(meters), MeterText.estimates(meters))
                .filter(candidate -> candidate.length() <= room)
                .findFirst()
                .orElse("");
        int barLength = Math.min(LONGEST_BAR, room - text.length() - 4);
        String bar = barLength >= SHORTEST_BAR ? "[" + bar(step, steps, barLength) + "]  " : "";
        String line = counter + "  " + bar + pace + "  " + text;
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    private static String bar(long step, long steps, int length) {
        int filled = (int) (length * Math.min(step, steps) / Math.max(1, steps));
        return "=".repeat(filled) + " ".repeat(length - filled);
    }
}
