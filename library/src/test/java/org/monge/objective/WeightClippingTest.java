package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Sequential;

class WeightClippingTest {
    private static final float BOUND = 0.25f;

    private static Sequential critic() {
        try (RandomStream random = new RandomStream(3)) {
            return new Architecture(
                            new Initializer.Normal(1),
                            List.of(new Dense(8, true), new BatchNorm(1e-5, 0.1), new Dense(1, true)))
                    .build(Shape.of(5), random);
        }
    }

    private static double[] clipped(double[] values) {
        return Arrays.stream(values)
                .map(value -> Math.max(-BOUND, Math.min(BOUND, value)))
                .toArray();
    }

    @Test
    void everyParameterIsProjectedAndNothingElse() {
        try (Sequential critic = critic()) {
            scoped(() -> {
                Map<String, Tensor> tensors = critic.tensors();
                Scope.mutating(() -> tensors.get("0.bias").fill_(new Scalar(-3.0)));
                double[] kernel = Tensors.values(tensors.get("0.weight"));
                assertTrue(Arrays.stream(kernel).anyMatch(value -> value > BOUND));
                assertTrue(Arrays.stream(kernel).anyMatch(value -> value < -BOUND));
                assertTrue(Arrays.stream(kernel).anyMatch(value -> Math.abs(value) < BOUND));
                new WeightClipping(BOUND).enforce(critic);
                assertArrayEquals(clipped(kernel), Tensors.values(tensors.get("0.weight")));
                double[] least = new double[8];
                Arrays.fill(least, -BOUND);
                assertArrayEquals(least, Tensors.values(tensors.get("0.bias")));
                double[] most = new double[8];
                Arrays.fill(most, BOUND);
                assertArrayEquals(most, Tensors.values(tensors.get("1.weight")), "a gain of 1");
                double[] ones = new double[8];
                Arrays.fill(ones, 1);
                assertArrayEquals(ones, Tensors.values(tensors.get("1.running_var")), "no parameter");
            });
        }
    }

    @Test
    void clippingTwiceIsClippingOnce() {
        try (Sequential critic = critic()) {
            WeightClipping clipping = new WeightClipping(BOUND);
            clipping.enforce(critic);
            double[] once = Tensors.values(critic.tensors().get("2.weight"));
            clipping.enforce(critic);
            assertArrayEquals(once, Tensors.values(critic.tensors().get("2.weight")));
            assertTrue(critic.tensors().get("2.weight").requires_grad());
        }
    }

    @Test
    void nothingNativeIsLeftBehind() {
        try (Sequential critic = critic()) {
            Tensors.assertNothingNativeIsLeft(() -> new WeightClipping(BOUND).enforce(critic));
        }
    }

    @Test
    void withoutConstraintWeightsStay() {
        try (Sequential critic = critic()) {
            double[] before = Tensors.values(critic.tensors().get("0.weight"));
            new NoConstraint().enforce(critic);
            assertArrayEquals(before, Tensors.values(critic.tensors().get("0.weight")));
        }
    }

    @Test
    void boundOfNothingIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new WeightClipping(0));
        assertEquals("bound must be greater than 0, got 0.0", refusal.getMessage());
    }
}
