package org.monge.engine;

import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Golden;
import org.monge.Tensors;

class ForeachTest {
    private static Tensor zeros(long... shape) {
        return torch.zeros(shape, new TensorOptions(ScalarType.Double));
    }

    private static Tensor noStep() {
        return torch.zeros(new long[] {}, new TensorOptions(ScalarType.Float));
    }

    @Test
    void stepsOfAdamAreThoseOfPyTorch() {
        Foreach.AdamConstants constants = new Foreach.AdamConstants(1e-2, 0.5, 0.9, 1e-7, 0);
        scoped(() -> {
            Map<String, Tensor> golden = Golden.read("adam.safetensors");
            Tensor parameter = golden.get("input/parameter").clone();
            TensorVector parameters = new TensorVector(parameter);
            TensorVector first = new TensorVector(zeros(3, 4));
            TensorVector second = new TensorVector(zeros(3, 4));
            TensorVector steps = new TensorVector(noStep());
            for (int i = 0; i < 5; i++) {
                Tensor gradient = golden.get("input/gradients").select(0, i).contiguous();
                Foreach.add(steps, 1);
                Foreach.adam(parameters, new TensorVector(gradient), first, second, steps, constants);
                Tensor expected = golden.get("output/parameters").select(0, i);
                assertClose(expected, parameter, 1e-14, "step " + (i + 1) + ", some rounding of numbers near 1");
            }
        });
    }

    @Test
    void firstStepOfAdamIsTheLearningRateAgainstEachSign() {
        // After one step both corrected moments are g and g^2: the move is rate g / (|g| + epsilon).
        Foreach.AdamConstants constants = new Foreach.AdamConstants(0.1, 0.5, 0.9, 1e-3, 0);
        scoped(() -> {
            Tensor[] parameter = {zeros(2), zeros(1)};
            Tensor[] gradient = {Tensors.of(new double[] {4, -0.001}, 2), Tensors.of(new double[] {0}, 1)};
            TensorVector steps = new TensorVector(noStep(), noStep());
            Foreach.add(steps, 1);
            TensorVector first = new TensorVector(zeros(2), zeros(1));
            TensorVector second = new TensorVector(zeros(2), zeros(1));
            Foreach.adam(new TensorVector(parameter), new TensorVector(gradient), first, second, steps, constants);
            assertClose(Tensors.of(new double[] {-0.1 * 4 / 4.001, 0.05}, 2), parameter[0], 1e-15, "rounding");
            assertClose(zeros(1), parameter[1], 0, "no slope, no move");
            assertClose(Tensors.of(new double[] {2, -0.0005}, 2), first.get(0), 1e-15, "(1 - beta1) g");
            assertClose(Tensors.of(new double[] {1.6, 1e-7}, 2), second.get(0), 1e-15, "(1 - beta2) g^2");
        });
    }

    @Test
    void lerpMovesTargetsBySoMuchTowardsSources() {
        scoped(() -> {
            Tensor[] targets = {Tensors.of(new double[] {0, 10}, 2), Tensors.of(new double[] {8}, 1)};
            Tensor[] sources = {Tensors.of(new double[] {4, 10}, 2), Tensors.of(new double[] {0}, 1)};
            Foreach.lerp(new TensorVector(targets), new TensorVector(sources), 0.25);
            assertClose(Tensors.of(new double[] {1, 10}, 2), targets[0], 0, "a quarter of the way");
            assertClose(Tensors.of(new double[] {6}, 1), targets[1], 0, "a quarter of the way");
            assertClose(Tensors.of(new double[] {4, 10}, 2), sources[0], 0, "sources stay");
        });
    }

    @Test
    void addMovesEveryTensor() {
        scoped(() -> {
            Tensor[] targets = {zeros(2), noStep()};
            Foreach.add(new TensorVector(targets), 1.5);
            assertClose(Tensors.of(new double[] {1.5, 1.5}, 2), targets[0], 0, "first");
            assertClose(Tensors.of(new double[] {1.5}), targets[1], 0, "second");
        });
    }

    @Test
    void nothingNativeIsLeftBehind() {
        try (Tensor weight = Scope.keeping(() -> zeros(3))) {
            Tensors.assertNothingNativeIsLeft(() -> scoped(() -> Foreach.add(new TensorVector(weight), 1)));
        }
    }
}
