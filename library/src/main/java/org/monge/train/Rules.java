package org.monge.train;

import org.monge.engine.Require;
import org.monge.network.Mode;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;

/**
 * The rules of the game.
 *
 * @param batchSize samples of each kind in one update
 * @param discriminatorSteps discriminator updates for each generator update; n_critic in the WGAN papers
 * @param fakes which statistics the generator uses when it makes samples for a discriminator update
 */
public record Rules(Objective objective, Penalty penalty, int batchSize, int discriminatorSteps, Mode fakes) {
    /** @throws IllegalArgumentException if a count is less than 1 */
    public Rules {
        Require.positive("batchSize", batchSize);
        Require.positive("discriminatorSteps", discriminatorSteps);
    }
}
