package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.function.Executable;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Scope;

/** Features for tests. */
final class Samples {
    private Samples() {}

    static Features normal(int count, int dimension, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return new Features(count, dimension, values);
    }

    static Features changed(Features features, DoubleUnaryOperator change) {
        double[] values = features.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = change.applyAsDouble(values[i]);
        }
        return new Features(features.count(), features.dimension(), values);
    }

    static Features line(double... points) {
        return new Features(points.length, 1, points);
    }

    /** The two-dimensional tensor of metric.safetensors of this name. */
    static Features golden(String name) {
        return Scope.reading(() -> Features.of(tensor(name)));
    }

    /** The values of metric.safetensors under this name. */
    static double[] goldenValues(String name) {
        return Scope.reading(() -> Tensors.values(tensor(name)));
    }

    static double goldenValue(String name) {
        return goldenValues(name)[0];
    }

    static Tensor tensor(String name) {
        Map<String, Tensor> golden = Golden.read("metric.safetensors");
        return golden.get(name);
    }

    static void assertRefused(String message, Executable body) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, body).getMessage());
    }
}
