package org.monge.objective;

import org.monge.network.Player;

/** S. */
public record NoConstraint() implements Constraint {
    @Override
    public void enforce(Player player) {}
}
