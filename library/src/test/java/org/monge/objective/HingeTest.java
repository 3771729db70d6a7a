package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class HingeTest extends PointwiseObjectiveContract {
    @Override
    PointwiseObjective objective() {
        return new Hinge();
    }

    @Test
    void scoresBeyondTheMarginCostNothing() {
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {3, 0.5, -2}, 3, 1);
            assertEquals((0 + 0.5 + 3) / 3, value(objective().realLoss(scores)), 1e-15);
            assertEquals((4 + 1.5 + 0) / 3, value(objective().fakeLoss(scores)), 1e-15);
            assertEquals(-0.5, value(objective().generatorLoss(scores)), 1e-15);
        });
    }

    @Test
    void bestScoresGiveTheTotalVariation() {
        // P has 4 and 1 of five samples in two places, Q 1 and 4: half of |p - q| is 0.6.
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {1, 1, 1, 1, -1}, 5, 1);
            Tensor loss = objective().discriminatorLoss(real, real.neg());
            assertEquals(0.6, value(objective().divergence(loss)), 1e-15);
        });
    }
}
