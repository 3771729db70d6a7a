package org.monge.train;

import org.monge.engine.Require;

/**
 * How often each player moves in one step.
 *
 * @param discriminatorSteps updates of the discriminator: n_critic, or k in Goodfellow et al. (2014), algorithm 1
 * @param generatorSteps updates of the generator, after those
 * @param burst steps in which the discriminator gets more updates
 * @param order whether the generator answers the discriminator that has moved
 */
public record Alternation(int discriminatorSteps, int generatorSteps, Burst burst, Order order) {
    /** @throws IllegalArgumentException if a count is less than 1, or players move at once but not in turn */
    public Alternation {
        Require.positive("discriminatorSteps", discriminatorSteps);
        Require.positive("generatorSteps", generatorSteps);
        if (order == Order.SIMULTANEOUS) {
            boolean single = discriminatorSteps == 1 && generatorSteps == 1 && burst instanceof Burst.None;
            Require.that(single, "order", "alternating where a player has more than one update", "simultaneous");
        }
    }

    /** {@code discriminatorSteps} updates of the discriminator, then one of the generator. */
    public static Alternation of(int discriminatorSteps) {
        return new Alternation(discriminatorSteps, 1, new Burst.None(), Order.ALTERNATING);
    }

    /** Updates of the discriminator in a step, counted from 0. */
    public int discriminatorSteps(long step) {
        return burst.includes(step) ? burst.steps() : discriminatorSteps;
    }

    /** Who moves when. */
    public enum Order {
        /** The generator answers the discriminator that has just moved. */
        ALTERNATING,
        /** Both take the gradient at the same place, then both move: Nowozin et al. (2016), algorithm 1. */
        SIMULTANEOUS
    }

    /** Steps in which the discriminator is brought near its optimum. */
    public sealed interface Burst {
        /** Updates of the discriminator in such a step. */
        int steps();

        /** Whether a step, counted from 0, is one of them. */
        boolean includes(long step);

        /** No step is. */
        record None() implements Burst {
            @Override
            public int steps() {
                return 0;
            }

            @Override
            public boolean includes(long step) {
                return false;
            }
        }

        /**
         * The first {@code first} steps, and each step whose number, counted from 0, {@code every} divides. The program
         * of Arjovsky et al. (2017) takes 100, 25, 500.
         */
        record Periodic(int steps, long first, long every) implements Burst {
            /** @throws IllegalArgumentException if a setting is too small */
            public Periodic {
                Require.positive("steps", steps);
                Require.notNegative("first", first);
                Require.positive("every", every);
            }

            @Override
            public boolean includes(long step) {
                return step < first || step % every == 0;
            }
        }
    }
}
