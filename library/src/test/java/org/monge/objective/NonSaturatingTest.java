package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class NonSaturatingTest extends LogisticContract {
    @Override
    PointwiseObjective objective(double smoothing, double flipping) {
        return new NonSaturating(smoothing, flipping);
    }

    @Test
    void generatorWantsItsSamplesCalledReal() {
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {3, -2, 0.5}, 3, 1);
            assertEquals(value(objective().realLoss(scores)), value(objective().generatorLoss(scores)), 1e-15);
        });
    }

    @Test
    void gradientIsFullWhereTheDiscriminatorIsSure() {
        assertEquals(-1, generatorSlope(-100), 1e-15, "-(1 - D(G(z)))");
        assertEquals(-Math.exp(-20) / (1 + Math.exp(-20)), generatorSlope(20), 1e-18, "nothing left to gain");
    }
}
