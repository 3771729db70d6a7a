package org.monge.objective;

import org.monge.network.Player;

/** Weights are free. */
public record NoConstraint() implements Constraint {
    @Override
    public void enforce(Player player) {
        // Nothing to keep.
    }
}
