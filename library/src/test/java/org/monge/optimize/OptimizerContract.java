package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.keeping;
import static org.monge.engine.Scope.scoped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.checkpoint.Checkpoint;

/** What holds for every {@link Optimizer}. */
abstract class OptimizerContract {
    private static final double[] FACTORS = {1, 0.5, 2, 0.25, 1};

    /** The optimizer under test, with the settings of its golden steps. */
    abstract Optimizer optimizer();

    /** Its name in the golden files. */
    abstract String golden();

    /** One weight after the first step against this gradient, alone, in closed form. */
    abstract double firstStep(double weight, double gradient);

    /** What a weight becomes when its gradient is zero: itself, but for weight decay. */
    double still(double weight) {
        return weight;
    }

    private static Tensor parameter(double... values) {
        Tensor parameter = keeping(() -> Tensors.of(values, values.length));
        parameter.set_requires_grad(true);
        return parameter;
    }

    @Test
    void stepsAreThoseOfPyTorchInDouble() {
        compareWithPyTorch("optimizers.safetensors", 1e-14);
    }

    @Test
    void stepsAreThoseOfPyTorchInFloat() {
        // Five roundings of weights up to 3.
        compareWithPyTorch("optimizers-float32.safetensors", 2e-6);
    }

    private void compareWithPyTorch(String file, double tolerance) {
        scoped(() -> {
            Map<String, Tensor> tensors = Golden.read(file);
            Tensor start = tensors.get("input/parameters");
            Tensor first = start.narrow(0, 0, 12).clone().reshape(3, 4);
            Tensor second = start.narrow(0, 12, 5).clone();
            first.set_requires_grad(true);
            second.set_requires_grad(true);
            try (Descent descent = optimizer().over(new TensorVector(first, second))) {
                for (int i = 0; i < FACTORS.length; i++) {
                    Tensor gradient = tensors.get("input/gradients").select(0, i);
                    Tensor own = gradient.narrow(0, 0, 12).reshape(3, 4);
                    descent.step(new TensorVector(own, gradient.narrow(0, 12, 5)), FACTORS[i]);
                    Tensor reached = torch.cat(new TensorVector(first.detach().flatten(), second.detach()), 0);
                    Tensor expected = tensors.get("output/" + golden()).select(0, i);
                    Tensors.assertClose(expected, reached, tolerance, "step " + (i + 1));
                }
            }
        });
    }

    /** Kernels lie channels last, and libtorch gives their gradients in either layout. */
    @Test
    void parametersAndGradientsMayLieInMemoryInAnyOrder(@TempDir Path folder) throws IOException {
        Path rows = stepsAndState(folder.resolve("rows"), MemoryFormat.Contiguous, MemoryFormat.Contiguous);
        for (MemoryFormat parameters : List.of(MemoryFormat.Contiguous, MemoryFormat.ChannelsLast)) {
            for (MemoryFormat gradients : List.of(MemoryFormat.Contiguous, MemoryFormat.ChannelsLast)) {
                Path file = stepsAndState(folder.resolve("other"), parameters, gradients);
                assertEquals(-1, Files.mismatch(rows, file), () -> parameters + " and " + gradients);
            }
        }
    }

    /** The weights and the state after a step, a save, a resumption and another step. */
    private Path stepsAndState(Path file, MemoryFormat parameters, MemoryFormat gradients) {
        scoped(() -> {
            TensorOptions options = new TensorOptions(ScalarType.Float);
            Tensor gradient = torch.arange(new Scalar(64.0), options)
                    .sub(new Scalar(31.5))
                    .view(4, 4, 2, 2)
                    .contiguous(gradients);
            Tensor parameter = torch.ones(new long[] {4, 4, 2, 2}, options).contiguous(parameters);
            parameter.set_requires_grad(true);
            try (Descent first = optimizer().over(new TensorVector(parameter));
                    Descent resumed = optimizer().over(new TensorVector(parameter))) {
                first.step(new TensorVector(gradient), 1);
                Checkpoint.save(file, 1, "r", first);
                Checkpoint.open(file).restore("r", resumed);
                resumed.step(new TensorVector(gradient.mul(gradient)), 1);
                Checkpoint.save(file, 2, "r", state -> {
                    state.tensor("weight", parameter);
                    state.part("optimizer", resumed);
                });
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        return file;
    }

    @Test
    void firstStepIsThatOfTheFormula() {
        for (double gradient : new double[] {0.5, -3}) {
            Tensor weight = parameter(2);
            try (TensorVector parameters = new TensorVector(weight);
                    Descent descent = optimizer().over(parameters)) {
                scoped(() -> descent.minimize(weight.mul(new Scalar(gradient)).sum()));
                assertArrayEquals(new double[] {firstStep(2, gradient)}, Tensors.values(weight), 1e-7);
            }
        }
    }

    @Test
    void parabolaIsDescendedToItsFloor() {
        Tensor weight = parameter(1, -2, 5);
        double before = 30;
        try (TensorVector parameters = new TensorVector(weight);
                Descent descent = optimizer().over(parameters)) {
            for (int i = 0; i < 3000; i++) {
                double factor = 1 - i / 3000.0; // else steps of constant length go to and fro
                scoped(() -> descent.minimize(weight.square().sum(), factor));
            }
            double after = Arrays.stream(Tensors.values(weight)).map(x -> x * x).sum();
            assertTrue(after < 1e-4 * before, () -> "left over " + after);
        }
    }

    @Test
    void zeroGradientMovesNothing() {
        Tensor weight = parameter(1, -2, 5);
        try (TensorVector parameters = new TensorVector(weight);
                Descent descent = optimizer().over(parameters)) {
            scoped(() -> descent.minimize(weight.mul(new Scalar(0.0)).sum()));
            double[] expected =
                    Arrays.stream(new double[] {1, -2, 5}).map(this::still).toArray();
            assertArrayEquals(expected, Tensors.values(weight), 1e-15);
        }
    }

    @Test
    void factorOfZeroLeavesTheWeights() {
        Tensor weight = parameter(1, -2, 5);
        try (TensorVector parameters = new TensorVector(weight);
                Descent descent = optimizer().over(parameters)) {
            for (int i = 0; i < 3; i++) {
                scoped(() -> descent.minimize(weight.square().sum(), 0));
            }
            assertArrayEquals(new double[] {1, -2, 5}, Tensors.values(weight));
        }
    }

    @Test
    void gradientsThatAreHandedOverStayAsTheyAre() {
        Tensor weight = parameter(1, -2);
        try (TensorVector parameters = new TensorVector(weight);
                Descent descent = optimizer().over(parameters)) {
            scoped(() -> {
                Tensor gradient = Tensors.of(new double[] {30, -40}, 2);
                descent.step(new TensorVector(gradient), 1);
                assertArrayEquals(new double[] {30, -40}, Tensors.values(gradient));
            });
        }
    }

    @Test
    void otherParametersStayAndCollectNothing() {
        Tensor own = parameter(1, 2);
        Tensor other = parameter(3, 4);
        try (TensorVector parameters = new TensorVector(own);
                Descent descent = optimizer().over(parameters)) {
            scoped(() -> descent.minimize(own.mul(other).sum()));
            assertArrayEquals(new double[] {3, 4}, Tensors.values(other));
            assertFalse(other.grad().defined());
            assertFalse(own.grad().defined());
            assertTrue(own.requires_grad());
        }
    }

    @Test
    void restoredStateGoesOnBitForBit(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("state");
        Tensor straight = parameter(1, -2, 5);
        Tensor resumed = parameter(1, -2, 5);
        try (TensorVector straights = new TensorVector(straight);
                TensorVector resumeds = new TensorVector(resumed);
                Descent first = optimizer().over(straights);
                Descent before = optimizer().over(resumeds);
                Descent after = optimizer().over(resumeds)) {
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
        Tensor weight = parameter(1, 2);
        try (TensorVector parameters = new TensorVector(weight);
                Descent descent = optimizer().over(parameters)) {
            Tensors.assertNothingNativeIsLeft(() -> steps(descent, weight, 1));
        }
    }
}
