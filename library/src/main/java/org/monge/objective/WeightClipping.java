package org.monge.objective;

import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.network.Player;

/**
 * Every parameter of the critic, biases and gains included, is projected to [-c, c] after the update, Arjovsky et al.
 * (2017), algorithm 1, line 7. Running statistics are no parameters.
 *
 * @param bound c, 0.01 in the paper
 */
public record WeightClipping(double bound) implements Constraint {
    /** @throws IllegalArgumentException if {@code bound} is not greater than 0 */
    public WeightClipping {
        Require.positive("bound", bound);
    }

    @Override
    public void enforce(Player player) {
        Scope.scoped(() -> Scope.mutating(() -> Foreach.clamp(player.parameters(), -bound, bound)));
    }
}
