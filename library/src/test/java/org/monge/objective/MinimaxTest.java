package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class MinimaxTest extends LogisticContract {
    @Override
    PointwiseObjective objective(double smoothing, double flipping) {
        return new Minimax(smoothing, flipping);
    }

    @Test
    void generatorMinimisesWhatTheDiscriminatorMaximises() {
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {3, -2, 0.5}, 3, 1);
            assertEquals(-value(objective().fakeLoss(scores)), value(objective().generatorLoss(scores)), 1e-15);
        });
    }

    @Test
    void gradientVanishesWhereTheDiscriminatorIsSure() {
        // -D(G(z)) = -1 / (1 + e^100), to ten digits.
        assertEquals(-Math.exp(-100), generatorSlope(-100), 1e-10 * Math.exp(-100));
    }
}
