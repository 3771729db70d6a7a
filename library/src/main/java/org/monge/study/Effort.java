package org.monge.study;

/** How much computing a study may take. */
public enum Effort {
    /** Enough to see the claim: at most two minutes on two cores. */
    QUICK,
    /** The paper's budget. */
    FULL;

    /** The one or the other. */
    public <T> T choose(T quick, T full) {
        return this == QUICK ? quick : full;
    }
}
