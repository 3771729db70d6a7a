package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;

/** Layers around layers. Values against PyTorch are in {@link GoldenLayersTest}. */
class WrapperLayersTest {
    private static final Shape IMAGE = Shape.of(2, 4, 4);

    private static Sequential build(Layer layer, Shape input) {
        return new Architecture(new Initializer.Normal(1), List.of(layer))
                .build(input, ScalarType.Double, new RandomStream(1));
    }

    private static double[] values(Sequential network, String name) {
        return Tensors.values(network.tensors().get("0." + name));
    }

    @Nested
    class OfSpectralNorm extends LayerCase {
        OfSpectralNorm() {
            super(
                    new SpectralNorm(new Convolution(3, 3, 1, 1, true)),
                    IMAGE,
                    List.of("bias", "weight_orig", "weight_u", "weight_v"),
                    noImage("convolution"));
        }

        @Test
        void vectorsStartWithLengthOne() {
            try (Sequential network = alone(1)) {
                for (String name : List.of("weight_u", "weight_v")) {
                    double square =
                            Arrays.stream(weight(network, name)).map(x -> x * x).sum();
                    assertEquals(1, square, ROUNDING, name);
                }
            }
        }
    }

    /** diag(3, 1): the error of the estimate falls by (1/3)^2 in each iteration, so 1e-12 takes fewer than 20. */
    @Test
    void spectralNormOfADiagonalMatrixIsItsLargestEntry() {
        scoped(() -> {
            try (Sequential network = build(new SpectralNorm(new Dense(2, false)), Shape.of(2))) {
                Scope.mutating(() -> network.tensors().get("0.weight_orig").copy_(matrix(3, 0, 0, 1)));
                Tensor identity = matrix(1, 0, 0, 1);
                for (int i = 0; i < 20; i++) {
                    network.score(identity, Mode.TRAINING);
                }
                double[] expected = {1, 0, 0, 1 / 3.0};
                assertArrayEquals(expected, Tensors.values(network.score(identity)), 1e-12);
            }
        });
    }

    private static Tensor matrix(double... values) {
        return Tensors.of(values, 2, 2);
    }

    @Test
    void evaluationLeavesTheSingularVectors() {
        scoped(() -> {
            try (Sequential network = build(new SpectralNorm(new Dense(3, false)), Shape.of(4))) {
                Tensor samples = LayerContract.noise(1, 2, 4);
                double[] before = values(network, "weight_u");
                network.score(samples);
                assertArrayEquals(before, values(network, "weight_u"));
                network.score(samples, Mode.TRAINING);
                assertFalse(Arrays.equals(before, values(network, "weight_u")));
            }
        });
    }

    @Nested
    class OfWeightNorm extends LayerCase {
        OfWeightNorm() {
            super(
                    new WeightNorm(new TransposedConvolution(3, 4, 2, 1, 0, true)),
                    IMAGE,
                    List.of("bias", "weight_g", "weight_v"),
                    noImage("transposed-convolution"));
        }

        @Override
        boolean dependsOnTheSeed(Weight weight) {
            return super.dependsOnTheSeed(weight) || weight.name().equals("weight_g");
        }
    }

    @Test
    void weightNormStartsAsTheLayerWithout() {
        for (Layer layer : List.of(new Convolution(3, 3, 2, 1, true), new TransposedConvolution(3, 4, 2, 1, 0, true))) {
            scoped(() -> {
                try (Sequential plain = build(layer, IMAGE);
                        Sequential normed = build(new WeightNorm(layer), IMAGE)) {
                    Tensor samples = LayerContract.noise(1, IMAGE.batch(2));
                    Tensors.assertClose(plain.score(samples), normed.score(samples), 1e-12, "but for rounding");
                }
            });
        }
    }

    @Test
    void onlyLayersWithAKernelCanBeNormalized() {
        for (var wrap : List.<Function<Layer, Layer>>of(SpectralNorm::new, WeightNorm::new)) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> wrap.apply(new Relu()));
            assertEquals("layer must be one with a kernel: dense or a convolution, got Relu[]", refusal.getMessage());
        }
    }

    @Nested
    class OfClipped extends LayerCase {
        OfClipped() {
            super(new Clipped(new Dense(3, true), 0.5), Shape.of(4), List.of("weight", "bias"));
        }

        @Test
        void computesWhatItsLayerDoes() {
            scoped(() -> {
                try (Sequential clipped = alone(1)) {
                    Tensor samples = noise(3, 2, 4);
                    Tensor kernel = clipped.tensors().get("0.weight");
                    Tensors.assertClose(samples.matmul(kernel.t()), clipped.score(samples), ROUNDING, "scores");
                }
            });
        }
    }

    @Test
    void clippedWeightsStartAndComeBackWithinTheirBound() {
        scoped(() -> {
            try (Sequential network = build(new Clipped(new Dense(50, true), 0.01), Shape.of(4))) {
                assertClipped(network, 0.01);
                Scope.mutating(() -> network.tensors().values().forEach(tensor -> tensor.mul_(new Scalar(2.0))));
                assertClipped(network, 0.02);
                network.enforceBounds();
                assertClipped(network, 0.01);
            }
        });
    }

    /** Kernels from N(0, 1): of 200 values some reach beyond on either side. */
    private static void assertClipped(Sequential network, double bound) {
        double[] kernel = values(network, "weight");
        assertEquals(bound, Arrays.stream(kernel).max().orElseThrow());
        assertEquals(-bound, Arrays.stream(kernel).min().orElseThrow());
        assertTrue(Arrays.stream(kernel).anyMatch(x -> Math.abs(x) < bound));
    }

    @Test
    void clippingKeepsToWhatTrainingMoves() {
        try (Sequential network = build(new Clipped(new BatchNorm(1e-3, 0.1), 0.25), Shape.of(2))) {
            assertArrayEquals(new double[] {0.25, 0.25}, values(network, "weight"));
            assertArrayEquals(new double[] {1, 1}, values(network, "running_var"));
        }
    }

    @Test
    void boundsHoldInsideABlock() {
        Layer block = new Residual(List.of(new Clipped(new Dense(2, false), 0.01)), List.of(new Dense(2, false)));
        try (Sequential network = build(block, Shape.of(2))) {
            assertTrue(Arrays.stream(values(network, "main.0.weight")).allMatch(x -> Math.abs(x) <= 0.01));
            assertTrue(Arrays.stream(values(network, "shortcut.0.weight")).anyMatch(x -> Math.abs(x) > 0.01));
        }
    }

    @Test
    void boundMustBePositive() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new Clipped(new Relu(), 0));
        assertEquals("bound must be greater than 0, got 0.0", refusal.getMessage());
    }

    @Nested
    class OfResidual extends LayerCase {
        OfResidual() {
            super(
                    new Residual(
                            List.of(new Dense(3, true), new BatchNorm(1e-3, 0.1), new WeightNorm(new Dense(2, false))),
                            List.of(new Dense(2, true))),
                    Shape.of(2),
                    List.of(
                            "main.0.weight",
                            "main.0.bias",
                            "main.1.weight",
                            "main.1.bias",
                            "main.1.running_mean",
                            "main.1.running_var",
                            "main.2.weight_g",
                            "main.2.weight_v",
                            "shortcut.0.weight",
                            "shortcut.0.bias"),
                    new Refusal(Shape.of(1, 2, 2), "main[0]: the input of dense must be flat, got 1x2x2"));
        }

        @Override
        boolean dependsOnTheSeed(Weight weight) {
            return super.dependsOnTheSeed(weight) || weight.name().endsWith("weight_g");
        }

        /** By the identity of evaluation at the start: running mean 0 and variance 1. */
        @Test
        void isTheSumOfBothWays() {
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    Tensor x = noise(3, 5, 2);
                    Tensor first =
                            x.matmul(network.tensors().get("0.main.0.weight").t());
                    Tensor normed = first.div(new Scalar(Math.sqrt(1 + 1e-3)));
                    Tensor main = normed.matmul(
                            network.tensors().get("0.main.2.weight_v").t());
                    Tensor other = x.matmul(
                            network.tensors().get("0.shortcut.0.weight").t());
                    Tensors.assertClose(main.add(other), network.score(x), ROUNDING, "sum");
                }
            });
        }
    }

    @Nested
    class OfResidualWithTheIdentity extends LayerCase {
        OfResidualWithTheIdentity() {
            super(new Residual(List.of(new Relu()), List.of()), IMAGE, List.of());
        }

        @Test
        void emptyShortcutIsTheIdentity() {
            compare(Mode.TRAINING, (x, network) -> Arrays.stream(x)
                    .map(value -> value + Math.max(0, value))
                    .toArray());
        }
    }

    @Test
    void waysOfDifferentShapesAreRefused() {
        Layer block = new Residual(List.of(new Dense(3, false)), List.of());
        var refusal = assertThrows(IllegalArgumentException.class, () -> block.output(Shape.of(2)));
        assertEquals("residual must be of ways that end in one shape, got 3 and 2", refusal.getMessage());
        var empty = assertThrows(IllegalArgumentException.class, () -> new Residual(List.of(), List.of()));
        assertEquals("main must be at least one layer, got none", empty.getMessage());
    }

    @Test
    void partsAreTheLayersInside() {
        Layer dense = new Dense(2, false);
        assertEquals(List.of(), dense.parts());
        assertEquals(List.of(dense), new SpectralNorm(dense).parts());
        assertEquals(List.of(dense), new WeightNorm(dense).parts());
        assertEquals(List.of(dense), new Clipped(dense, 1).parts());
        assertEquals(List.of(dense, new Relu()), new Residual(List.of(dense), List.of(new Relu())).parts());
    }
}
