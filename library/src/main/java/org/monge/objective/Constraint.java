package org.monge.objective;

import org.monge.network.Player;

/** S. */
public interface Constraint {
    /** S. */
    void enforce(Player player);
}
