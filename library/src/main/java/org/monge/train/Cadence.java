package org.monge.train;

import org.monge.engine.Require;

/** How often a training tells, shows and saves, in steps. */
public record Cadence(int reportEvery, int sampleEvery, int checkpointEvery) {
    /** @throws IllegalArgumentException if an interval is less than 1 */
    public Cadence {
        Require.positive("reportEvery", reportEvery);
        Require.positive("sampleEvery", sampleEvery);
        Require.positive("checkpointEvery", checkpointEvery);
    }
}
