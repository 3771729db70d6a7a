package org.monge.objective;

class R2Test extends PenaltyContract {
    @Override
    Penalty penalty() {
        return new R2(10);
    }
}
