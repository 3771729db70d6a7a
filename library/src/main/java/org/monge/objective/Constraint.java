package org.monge.objective;

import org.monge.network.Player;

/** A rule that a player's weights keep, enforced after each of its updates. */
public interface Constraint {
    /** Moves the weights to where the rule holds. */
    void enforce(Player player);
}
