package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class RelativisticPairedTest extends PairedObjectiveContract {
    @Override
    PairedObjective objective() {
        return new RelativisticPaired();
    }

    @Test
    void lossIsThatOfEachPair() {
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {2, -1}, 2, 1);
            Tensor fake = Tensors.of(new double[] {0.5, 1}, 2, 1);
            double expected = (Math.log1p(Math.exp(-1.5)) + Math.log1p(Math.exp(2))) / 2;
            assertEquals(expected, value(objective().discriminatorLoss(real, fake)), 1e-15);
            double opposite = (Math.log1p(Math.exp(1.5)) + Math.log1p(Math.exp(-2))) / 2;
            assertEquals(opposite, value(objective().generatorLoss(real, fake)), 1e-15);
        });
    }

    @Test
    void addingAConstantToEveryScoreChangesNothing() {
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {2, -1}, 2, 1);
            Tensor fake = Tensors.of(new double[] {0.5, 1}, 2, 1);
            Tensor more = objective().discriminatorLoss(real.add(new Scalar(8.0)), fake.add(new Scalar(8.0)));
            assertEquals(value(objective().discriminatorLoss(real, fake)), value(more), 1e-14, "but for rounding");
        });
    }

    @Test
    void estimateRunsFromNoughtToLogTwo() {
        scoped(() -> {
            Tensor same = Tensors.of(new double[] {3, 3}, 2, 1);
            Tensor unsure = objective().discriminatorLoss(same, same);
            assertEquals(0, value(objective().divergence(unsure)), 1e-15);
            Tensor sure = objective().discriminatorLoss(same, same.sub(new Scalar(100.0)));
            assertEquals(Math.log(2), value(objective().divergence(sure)), 1e-15);
        });
    }

    @Test
    void samplesWithoutAPartnerAreRefused() {
        scoped(() -> {
            Tensor three = Tensors.of(new double[3], 3, 1);
            Tensor one = Tensors.of(new double[1], 1, 1);
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> objective().generatorLoss(three, one));
            assertEquals("scores must be as many as those they are paired with, 3, got 1", refusal.getMessage());
        });
    }
}
