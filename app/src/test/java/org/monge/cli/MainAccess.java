package org.monge.cli;

import java.util.Set;

/** What tests outside the package need to know of the program. */
public final class MainAccess {
    private MainAccess() {}

    /** The names of its commands. */
    public static Set<String> commands() {
        return Main.commandLine().getSubcommands().keySet();
    }
}
