package org.monge.train;

import org.monge.engine.Require;
import org.monge.network.Mode;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.NoConstraint;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.optimize.Schedule;

/**
 * The rules of the game.
 *
 * @param losses what the players minimise
 * @param alternation how often each moves
 * @param presentation how samples are shown to the discriminator
 * @param pace the players' learning rates over the steps
 * @param batchSize samples of each kind in one update
 * @param fakes which statistics the generator uses when it makes samples for a discriminator update
 */
public record Rules(
        Losses losses, Alternation alternation, Presentation presentation, Pace pace, int batchSize, Mode fakes) {
    /**
     * @throws IllegalArgumentException if {@code batchSize} is not a positive multiple of the packing, or players that move at
     *     once do not share a batch made with its own statistics
     */
    public Rules {
        check(batchSize, fakes, alternation, presentation);
    }

    /**
     * Checks the settings that depend on each other.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static void check(int batchSize, Mode fakes, Alternation alternation, Presentation presentation) {
        Require.positive("batchSize", batchSize);
        int packing = presentation.packing();
        Require.that(batchSize % packing == 0, "batchSize", "a multiple of the packing, " + packing, batchSize);
        boolean batch = fakes == Mode.TRAINING || alternation.order() == Alternation.Order.ALTERNATING;
        Require.that(batch, "fakes", "batch-statistics where players move at once", "running-statistics");
    }

    /** An objective and a penalty, {@code discriminatorSteps} to one update, and nothing else. */
    public static Rules of(Objective objective, Penalty penalty, int discriminatorSteps, int batchSize) {
        return new Rules(
                new Losses(objective, penalty, new NoConstraint(), new Content.None()),
                Alternation.of(discriminatorSteps),
                Presentation.plain(),
                Pace.constant(),
                batchSize,
                Mode.TRAINING);
    }

    /**
     * What the players minimise.
     *
     * @param penalty added to the discriminator's loss
     * @param constraint enforced after each update of the discriminator
     * @param content added to the generator's loss
     */
    public record Losses(Objective objective, Penalty penalty, Constraint constraint, Content content) {}

    /** Factors on the players' learning rates, by the step counted from 0. */
    public record Pace(Schedule discriminator, Schedule generator) {
        /** The rates as they are. */
        public static Pace constant() {
            return new Pace(new Schedule.Constant(), new Schedule.Constant());
        }
    }
}
