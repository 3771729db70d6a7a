package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.examples.Exponential;

/** The objective of docs/adding-an-objective.md keeps the contract. */
class ExponentialTest extends PointwiseObjectiveContract {
    @Override
    PointwiseObjective objective() {
        return new Exponential();
    }

    @Test
    void bestScoresGiveTheSquaredHellingerDistance() {
        // P has 4 and 1 of five samples in two places, Q 1 and 4: 2 - 2 sum sqrt(p q) = 2 - 8/5.
        double high = Math.log(4) / 2;
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {high, high, high, high, -high}, 5, 1);
            Tensor fake = Tensors.of(new double[] {-high, -high, -high, -high, high}, 5, 1);
            Tensor loss = objective().discriminatorLoss(real, fake);
            assertEquals(0.4, value(objective().divergence(loss)), 1e-14);
        });
    }
}
