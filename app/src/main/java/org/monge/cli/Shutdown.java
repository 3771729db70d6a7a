package org.monge.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM end a training between two steps, not in the middle of one. The JVM answers both by starting its
 * shutdown hooks; the hook here asks the training to stop, waits until the program has saved, and ends the process with
 * the program's own exit code. Other commands end at once, without taking libtorch down under the thread that computes.
 */
final class Shutdown {
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static boolean armed;
    private static volatile boolean listening;
    private static volatile boolean requested;
    private static volatile int exitCode;

    private Shutdown() {}

    /** Says that this process is the program, and ends by {@link #exit}. */
    static void arm() {
        armed = true;
        Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::await, "shutdown"));
    }

    /** From now on a signal is a request to stop; elsewhere than in the program, signals stay what they are. */
    static void listen() {
        listening = armed;
    }

    private static void await() {
        if (!listening && FINISHED.getCount() > 0) {
            Runtime.getRuntime().halt(Main.INTERRUPTED);
        }
        requested = true;
        try {
            FINISHED.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** Whether a signal has come. */
    static boolean isRequested() {
        return requested;
    }

    /** Ends the process. */
    static void exit(int code) {
        exitCode = code;
        System.out.flush();
        System.err.flush();
        FINISHED.countDown();
        System.exit(code);
    }
}
