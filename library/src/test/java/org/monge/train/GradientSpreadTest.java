package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;

class GradientSpreadTest {
    private static TensorVector gradient(float... values) {
        return new TensorVector(HostTensors.floats(new float[] {values[0]}, 1), HostTensors.floats(values, 1, 2));
    }

    @Test
    void normIsTheMeansAndVarianceTheTraceOfTheCovariance() {
        Scope.scoped(() -> {
            GradientSpread spread = new GradientSpread();
            spread.add(
                    () -> gradient(1, 4)); // (1, 1, 4), (3, 3, 4) and (2, 2, 7): mean (2, 2, 5), variances 1, 1 and 3
            spread.add(() -> gradient(3, 4));
            spread.add(() -> gradient(2, 7));
            assertEquals(Math.sqrt(33), spread.norm(), 1e-6);
            assertEquals(5, spread.variance(), 1e-5);
            assertEquals(5.0 / 33, spread.relativeVariance(), 1e-6);
        });
    }

    @Test
    void oneBatchHasNoVariance() {
        Scope.scoped(() -> {
            GradientSpread spread = new GradientSpread();
            spread.add(() -> gradient(1, 4));
            var breach = assertThrows(IllegalArgumentException.class, spread::variance);
            assertEquals("count of batches must be at least 2, got 1", breach.getMessage());
        });
    }
}
