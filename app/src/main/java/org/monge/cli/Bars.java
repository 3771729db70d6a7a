package org.monge.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress of several tasks, one after another: a bar each on a terminal, a line each elsewhere. */
final class Bars implements AutoCloseable {
    private final PrintWriter out;
    private final boolean live;
    private ProgressBar bar;

    Bars(PrintWriter out) {
        this(out, Terminal.isInteractive());
    }

    private Bars(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Tells nothing. */
    static Bars silent() {
        return new Bars(new PrintWriter(Writer.nullWriter()), false);
    }

    /** Begins a task, and ends the one before; the result hears how far it is. */
    IntConsumer begin(String task, long total) {
        close();
        if (!live) {
            out.println(task);
            out.flush();
            return done -> {};
        }
        ProgressBar begun =
                new ProgressBarBuilder().setTaskName(task).setInitialMax(total).build();
        bar = begun;
        return begun::stepTo;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
