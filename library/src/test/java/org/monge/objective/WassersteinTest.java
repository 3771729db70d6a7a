package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class WassersteinTest extends PointwiseObjectiveContract {
    @Override
    PointwiseObjective objective() {
        return new Wasserstein();
    }

    @Test
    void lossesAreDifferencesOfMeans() {
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {1, 2, 6}, 3, 1);
            Tensor fake = Tensors.of(new double[] {-1, 4}, 2, 1);
            assertEquals(-3, value(objective().realLoss(real)));
            assertEquals(1.5, value(objective().fakeLoss(fake)));
            assertEquals(-1.5, value(objective().discriminatorLoss(real, fake)));
            assertEquals(-1.5, value(objective().generatorLoss(fake)));
        });
    }

    @Test
    void exchangingRealAndFakeTurnsTheSign() {
        scoped(() -> {
            Tensor some = Tensors.of(new double[] {0.5, -2, 3}, 3, 1);
            Tensor others = Tensors.of(new double[] {7, 0.25, 1}, 3, 1);
            assertEquals(
                    value(objective().discriminatorLoss(some, others)),
                    -value(objective().discriminatorLoss(others, some)));
        });
    }

    @Test
    void addingAConstantToEveryScoreChangesNothing() {
        scoped(() -> {
            Tensor some = Tensors.of(new double[] {0.5, -2, 3}, 3, 1);
            Tensor others = Tensors.of(new double[] {7, 0.25, 1}, 3, 1);
            Tensor eight = Tensors.of(new double[] {8}, 1);
            assertEquals(
                    value(objective().discriminatorLoss(some, others)),
                    value(objective().discriminatorLoss(some.add(eight), others.add(eight))),
                    1e-12,
                    "but for rounding");
        });
    }

    @Test
    void estimateIsTheRealMeanMinusTheFakeMean() {
        scoped(() -> {
            Tensor loss = objective()
                    .discriminatorLoss(Tensors.of(new double[] {5}, 1, 1), Tensors.of(new double[] {2}, 1, 1));
            assertEquals(3, value(objective().divergence(loss)));
            assertEquals("wasserstein", objective().divergence());
        });
    }
}
