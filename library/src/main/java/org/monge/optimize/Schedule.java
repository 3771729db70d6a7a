package org.monge.optimize;

import org.monge.engine.Require;

/** A factor of the learning rate, by generator steps. */
public interface Schedule {
    /**
     * The factor of the next update.
     *
     * @param step steps that have been made, at least 0
     */
    double at(long step);

    /** 1. */
    record Constant() implements Schedule {
        @Override
        public double at(long step) {
            return 1;
        }
    }

    /**
     * 1 until a step, then linearly to 0, as Gulrajani et al. (2017), appendix F, from 0 until the last step.
     *
     * @param from the last step at 1
     * @param until the first step at 0
     */
    record LinearDecay(long from, long until) implements Schedule {
        /** @throws IllegalArgumentException if {@code from} is negative or {@code until} does not exceed it */
        public LinearDecay {
            Require.notNegative("from", from);
            Require.that(until > from, "until", "greater than from, " + from, until);
        }

        @Override
        public double at(long step) {
            double left = (double) (until - step) / (until - from);
            return Math.max(0, Math.min(1, left));
        }
    }

    /**
     * Linearly up to 1: the first update has 1 / steps, the last of them and all that follow 1.
     *
     * @param steps until it is 1
     */
    record WarmUp(long steps) implements Schedule {
        /** @throws IllegalArgumentException if {@code steps} is less than 1 */
        public WarmUp {
            Require.positive("steps", steps);
        }

        @Override
        public double at(long step) {
            return step >= steps ? 1 : (step + 1.0) / steps;
        }
    }
}
