package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import org.monge.Golden;

class AdamTest {
    private static final Adam ADAM = new Adam(1e-2, 0.5, 0.9, 1e-7);

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
