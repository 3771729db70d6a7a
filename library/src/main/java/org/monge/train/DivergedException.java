package org.monge.train;

/** A loss is no longer a finite number. That is a result of the recipe, not a fault of the program. */
public final class DivergedException extends RuntimeException {
    private final long step;

    DivergedException(long step, String meter, double value, long seed) {
        super("diverged at step " + step + ": " + meter + " must be finite, got " + value + " (seed " + seed + ")");
        this.step = step;
    }

    /** The step during which it happened, counted from 1. */
    public long step() {
        return step;
    }
}
