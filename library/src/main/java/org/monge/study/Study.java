package org.monge.study;

import java.util.Map;
import java.util.function.Consumer;

/** One experiment of the papers. Equal settings, effort and seed give equal findings, but for {@code seconds}. */
public interface Study {
    /** What the command line calls it, and its page in {@code docs/studies}: {@code js-plateau}, say. */
    String name();

    /** What it shows, in one line. */
    String claim();

    /** Its settings by name, in the text that {@link #with} takes; most studies have none. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * The same study with another value of one of its settings.
     *
     * @throws IllegalArgumentException if it has no such setting, or the value breaks a rule
     */
    default Study with(String setting, String value) {
        throw new IllegalArgumentException(name() + " must have a setting " + setting + ", got " + value + " for it");
    }

    /**
     * Runs the experiment.
     *
     * @param effort how much computing it may take
     * @param seed of everything random in it
     * @param progress is told in a line what has just been done
     */
    Findings run(Effort effort, long seed, Consumer<String> progress);
}
