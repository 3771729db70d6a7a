package org.monge.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** What the program's output goes to. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether a person watches: standard input and output are a terminal that can move its cursor. Up to Java 21 there
     * is a console only then; from Java 22 on there may always be one, and it is asked.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
