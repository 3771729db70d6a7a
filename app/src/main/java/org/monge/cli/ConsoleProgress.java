package org.monge.cli;

import java.io.PrintStream;
import org.monge.train.Listener;

/**
 * Tells on the console how a training goes: steps made and to make, images per second, time left and the meters. On a
 * terminal it is one live line; elsewhere it is plain lines, at most one a second.
 */
public sealed interface ConsoleProgress extends Listener, AutoCloseable permits LiveProgress, PlainProgress {
    /**
     * The progress that suits standard output.
     *
     * @param out standard output
     * @param startStep steps made already, when a run is resumed; else 0
     * @param steps steps to make in all
     */
    static ConsoleProgress on(PrintStream out, long startStep, long steps) {
        return Terminal.isInteractive()
                ? new LiveProgress(out, startStep, steps)
                : new PlainProgress(out, startStep, steps, System::nanoTime);
    }

    /** Leaves the last line as it is and ends it; nothing is told afterwards. */
    @Override
    void close();
}
