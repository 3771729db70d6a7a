package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.keeping;
import static org.monge.engine.Scope.scoped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.checkpoint.Checkpoint;

class AdamTest {
    private static final Adam ADAM = new Adam(1e-2, 0.5, 0.9, 1e-7);

    private static Tensor parameter(double... values) {
        Tensor parameter = keeping(() -> Tensors.of(values, values.length));
        parameter.set_requires_grad(true);
        return parameter;
    }

    @Test
    void stepsAreThoseOfPyTorch() {
        scoped(() -> {
            Map<String, Tensor> golden = Golden.read("adam.safetensors");
            Tensor parameter = golden.get("input/parameter").clone();
            parameter.set_requires_grad(true);
            try (Descent descent = ADAM.over(new TensorVector(parameter))) {
                for (int i = 0; i < 5; i++) {
                    // The gradient of parameter . g is g.
                    Tensor gradient = golden.get("input/gradients").select(0, i);
                    descent.minimize(parameter.mul(gradient).sum());
                    assertClose(golden.get("output/parameters").select(0, i), parameter, 1e-14, "step " + (i + 1));
                }
            }
        });
    }

    @Test
    void otherParametersStayAndCollectNothing() {
        Tensor own = parameter(1, 2);
        Tensor other = parameter(3, 4);
        try (TensorVector parameters = new TensorVector(own);
                Descent descent = ADAM.over(parameters)) {
            scoped(() -> descent.minimize(own.mul(other).sum()));
            assertArrayEquals(new double[] {3, 4}, Tensors.values(other));
            assertFalse(other.grad().defined());
            assertFalse(own.grad().defined());
            // The first step is the learning rate against the gradient's sign, but for epsilon / |gradient|.
            assertArrayEquals(new double[] {0.99, 1.99}, Tensors.values(own), 1e-9);
        }
    }

    @Test
    void restoredMomentsGoOnBitForBit(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("moments");
        Tensor straight = parameter(1, -2, 5);
        Tensor resumed = parameter(1, -2, 5);
        try (TensorVector straights = new TensorVector(straight);
                TensorVector resumeds = new TensorVector(resumed);
                Descent first = ADAM.over(straights);
                Descent before = ADAM.over(resumeds);
                Descent after = ADAM.over(resumeds)) {
            steps(first, straight, 7);
            steps(before, resumed, 4);
            Checkpoint.save(file, 4, "r", before);
            Checkpoint.open(file).restore("r", after);
            steps(after, resumed, 3);
            assertArrayEquals(Tensors.values(straight), Tensors.values(resumed));
        }
    }

    private static void steps(Descent descent, Tensor parameter, int count) {
        for (int i = 0; i < count; i++) {
            scoped(() -> descent.minimize(parameter.square().sum()));
        }
    }

    @Test
    void stepsLeaveNothingNativeBehind() {
        Tensor parameter = parameter(1, 2);
        try (TensorVector parameters = new TensorVector(parameter);
                Descent descent = ADAM.over(parameters)) {
            Tensors.assertNothingNativeIsLeft(() -> steps(descent, parameter, 1));
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("learningRate must be greater than 0, got 0.0", () -> new Adam(0, 0.5, 0.9, 1e-7));
        refused("beta1 must be at least 0 and less than 1, got 1.0", () -> new Adam(1, 1, 0.9, 1e-7));
        refused("beta2 must be at least 0 and less than 1, got -0.1", () -> new Adam(1, 0.5, -0.1, 1e-7));
        refused("epsilon must be greater than 0, got 0.0", () -> new Adam(1, 0.5, 0.9, 0));
    }

    private static void refused(String message, Runnable setting) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, setting::run).getMessage());
    }
}
