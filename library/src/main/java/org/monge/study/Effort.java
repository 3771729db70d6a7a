package org.monge.study;

/** How much computing a study may take. */
public enum Effort {
    /** Enough to see the claim: at most two minutes on two cores. */
    QUICK,
    /** Between the two: up to hours on two cores. */
    MODEST,
    /** The paper's budget. */
    FULL;

    /** The one of this effort. */
    public <T> T choose(T quick, T modest, T full) {
        return switch (this) {
            case QUICK -> quick;
            case MODEST -> modest;
            case FULL -> full;
        };
    }

    /** The one or the other, where the full setting is a matter of minutes and so the modest one too. */
    public <T> T choose(T quick, T full) {
        return choose(quick, full, full);
    }
}
