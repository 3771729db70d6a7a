package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class LeastSquaresTest extends PointwiseObjectiveContract {
    @Override
    PointwiseObjective objective() {
        return new LeastSquares(0, 1, 1);
    }

    @Test
    void lossesAreHalvesOfSquaredDistances() {
        LeastSquares coding = new LeastSquares(-1, 2, 0.5);
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {1, 4}, 2, 1);
            assertEquals((1 + 4) / 4.0, value(coding.realLoss(scores)));
            assertEquals((4 + 25) / 4.0, value(coding.fakeLoss(scores)));
            assertEquals((0.25 + 12.25) / 4.0, value(coding.generatorLoss(scores)));
        });
    }

    @Test
    void bestScoresGiveTheDistanceToTheMixture() {
        // P has 4 and 1 of five samples in two places, Q 1 and 4: the sum of (p - q)^2 / (p + q) is 2 * 0.36 = 0.72.
        for (LeastSquares coding : new LeastSquares[] {new LeastSquares(0, 1, 1), new LeastSquares(-1, 1, 0)}) {
            double high = 0.8 * coding.b() + 0.2 * coding.a();
            double low = 0.2 * coding.b() + 0.8 * coding.a();
            scoped(() -> {
                Tensor real = Tensors.of(new double[] {high, high, high, high, low}, 5, 1);
                Tensor fake = Tensors.of(new double[] {low, low, low, low, high}, 5, 1);
                Tensor loss = coding.discriminatorLoss(real, fake);
                assertEquals(0.72, value(coding.divergence(loss)), 1e-14);
            });
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        var first = assertThrows(IllegalArgumentException.class, () -> new LeastSquares(1, 1, 2));
        assertEquals("b must be greater than a, 1.0, got 1.0", first.getMessage());
        var second = assertThrows(IllegalArgumentException.class, () -> new LeastSquares(0, 1, -1));
        assertEquals("c must be greater than a, 0.0, got -1.0", second.getMessage());
    }
}
