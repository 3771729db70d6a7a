package org.monge.train;

/** Watches a training. Every method is called on the training thread, between steps. */
public interface Listener {
    /** A step is done; {@code step} of them have been made since the run's beginning. */
    default void stepped(long step) {}

    /** The means since the last report are ready. */
    default void reported(Report report) {}

    /** It is time for samples: after {@code step} steps, 0 of them at the beginning. */
    default void sampled(long step) {}

    /** It is time to save: after {@code step} steps, all meters and weights finite. */
    default void checkpointed(long step) {}

    /** The training has stopped after {@code step} steps, at its end or before. */
    default void stopped(long step) {}
}
