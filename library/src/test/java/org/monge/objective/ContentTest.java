package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class ContentTest {
    @Test
    void distancesAreMeansOverEveryValue() {
        scoped(() -> {
            Tensor made = Tensors.of(new double[] {1, 2, 3, 4}, 2, 2);
            Tensor wanted = Tensors.of(new double[] {1, 0, 6, 3}, 2, 2);
            assertEquals(1.5, value(new Content.L1(1, 1).between(made, wanted)));
            assertEquals(3.5, value(new Content.MeanSquare(1, 1).between(made, wanted)));
        });
    }
}
