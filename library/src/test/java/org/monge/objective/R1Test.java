package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;

class R1Test extends PenaltyContract {
    private final RandomStream random = new RandomStream(11);

    @Override
    Penalty penalty() {
        return new R1(10);
    }

    @Test
    void costIsHalfTheMeanSquareOfTheSlopeAtRealSamples() {
        // D(x) = x^2 / 2 has slope x.
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {1, 2, -4}, 3, 1);
            Tensor fake = Tensors.of(new double[] {100, 0, 50}, 3, 1);
            assertEquals(5 * 21 / 3.0, value(penalty().evaluate(new Quadratic(), real, fake, random)), 1e-13);
            assertEquals(5 * 12500 / 3.0, value(new R2(10).evaluate(new Quadratic(), real, fake, random)), 1e-10);
        });
    }

    @Test
    void squareIsTakenOverAllValuesOfASample() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4, 0}, 4));
            Tensor samples = Tensors.of(new double[8], 2, 1, 2, 2);
            assertEquals(125, value(penalty().evaluate(discriminator, samples, samples, random)), 1e-12);
        });
    }

    @Test
    void negativeWeightIsRefused() {
        String message = "weight must be at least 0, got -1.0";
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new R1(-1)).getMessage());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new R2(-1)).getMessage());
    }
}
