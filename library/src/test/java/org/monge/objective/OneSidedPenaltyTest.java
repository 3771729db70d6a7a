package org.monge.objective;

class OneSidedPenaltyTest extends PenaltyContract {
    @Override
    Penalty penalty() {
        return new GradientPenalty(10, 0.01, Sides.ONE_SIDED);
    }
}
