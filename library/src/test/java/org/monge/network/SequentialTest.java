package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.Activations.Tanh;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Reshape;

class SequentialTest {
    /** Sums of up to 400 float products of size 1 in another order: about 1e-6. */
    private static final double FLOAT = 1e-5;

    private static final Architecture GENERATOR = new Architecture(
            new Initializer.GlorotUniform(),
            List.of(
                    new Dense(256, true),
                    new BatchNorm(1e-3, 0.01),
                    new Relu(),
                    new Reshape(16, 4, 4),
                    new Upsample(2),
                    new Convolution(8, 5, 1, 2, true),
                    new BatchNorm(1e-3, 0.01),
                    new Relu(),
                    new Upsample(2),
                    new Convolution(1, 5, 1, 2, true),
                    new Tanh()));

    private static Sequential generator() {
        return GENERATOR.build(Shape.of(8), new RandomStream(1));
    }

    @Test
    void weightsOfPyTorchGiveTheImagesOfPyTorch() {
        scoped(() -> {
            Map<String, Tensor> golden = Golden.read("generator.safetensors");
            try (Sequential generator = generator()) {
                Golden.copy(golden, "weight/", generator.tensors());
                Tensor latents = golden.get("input/latents");
                assertClose(golden.get("output/eval-images"), generator.generate(latents), FLOAT, "evaluation");
                Tensor trained = generator.generate(latents, Mode.TRAINING);
                assertClose(golden.get("output/train-images"), trained, FLOAT, "training");
                for (String name : List.of("1.running_mean", "1.running_var", "6.running_mean", "6.running_var")) {
                    assertClose(
                            golden.get("after-train/" + name),
                            generator.tensors().get(name),
                            FLOAT,
                            name);
                }
            }
        });
    }

    @Test
    void stateHasTheNamesAndTheOrderOfAPyTorchSequential() {
        List<String> names = new ArrayList<>();
        try (Sequential generator = generator()) {
            generator.describe(new TensorsOnly((name, tensor) -> names.add(name)));
            assertEquals(
                    List.of(
                            "0.weight",
                            "0.bias",
                            "1.weight",
                            "1.bias",
                            "1.running_mean",
                            "1.running_var",
                            "5.weight",
                            "5.bias",
                            "6.weight",
                            "6.bias",
                            "6.running_mean",
                            "6.running_var",
                            "9.weight",
                            "9.bias"),
                    names);
        }
    }

    @Test
    void parametersAreWhatTrainingMoves() {
        try (Sequential generator = generator()) {
            long numbers = 0;
            for (long i = 0; i < generator.parameters().size(); i++) {
                Tensor parameter = generator.parameters().get(i);
                assertTrue(parameter.requires_grad() && parameter.is_leaf());
                numbers += parameter.numel();
            }
            long told = GENERATOR.rows(Shape.of(8)).stream()
                    .mapToLong(Architecture.Row::parameters)
                    .sum();
            assertEquals(256 * 8 + 256 + 512 + 16 * 8 * 25 + 8 + 16 + 8 * 25 + 1, told);
            assertEquals(told, numbers);
            assertFalse(generator.tensors().get("1.running_mean").requires_grad());
        }
    }

    @Test
    void rowsTellTheShapeThatReachesEachLayer() {
        List<String> shapes = GENERATOR.rows(Shape.of(8)).stream()
                .map(row -> row.output().toString())
                .toList();
        assertEquals(
                List.of(
                        "256", "256", "256", "16x4x4", "16x8x8", "8x8x8", "8x8x8", "8x8x8", "8x16x16", "1x16x16",
                        "1x16x16"),
                shapes);
        assertEquals(Shape.of(1, 16, 16), GENERATOR.output(Shape.of(8)));
    }

    @Test
    void layoutOfKernelsInMemoryChangesNothingButRounding() {
        scoped(() -> {
            try (Sequential one = GENERATOR.build(Shape.of(8), ScalarType.Double, new RandomStream(1));
                    Sequential rows = GENERATOR.build(Shape.of(8), ScalarType.Double, new RandomStream(1))) {
                Tensor kernel = rows.tensors().get("5.weight");
                kernel.set_data(kernel.detach().contiguous());
                assertTrue(kernel.is_contiguous());
                assertFalse(one.tensors().get("5.weight").is_contiguous());

                Tensor latents = LayerContract.noise(2, 4, 8);
                Tensor expected = rows.generate(latents, Mode.TRAINING);
                Tensor actual = one.generate(latents, Mode.TRAINING);
                assertClose(expected.detach(), actual.detach(), LayerContract.ROUNDING, "images");
                TensorVector gradients = Gradients.of(expected.square().sum(), rows.parameters());
                TensorVector own = Gradients.of(actual.square().sum(), one.parameters());
                for (long i = 0; i < gradients.size(); i++) {
                    assertClose(gradients.get(i), own.get(i), 1e-9, "gradient of up to a thousand, " + i);
                }
            }
        });
    }

    @Test
    void layersThatDoNotFitAreRefusedBeforeAnythingIsBuilt() {
        Architecture unfit = new Architecture(
                new Initializer.GlorotUniform(), List.of(new Dense(5, true), new Relu(), new Upsample(2)));
        var refusal = assertThrows(IllegalArgumentException.class, () -> unfit.build(Shape.of(8), new RandomStream(1)));
        assertEquals("layer 2: the input of upsample must be channels, height and width, got 5", refusal.getMessage());
    }

    @Test
    void samplesForUseAreThoseOfEvaluation() {
        scoped(() -> {
            try (Sequential generator = generator()) {
                Tensor latents = new RandomStream(2).normal(ScalarType.Float, 4, 8);
                Tensor evaluated = generator.generate(latents, Mode.EVALUATION);
                assertClose(evaluated, generator.generate(latents), 0, "generate");
                assertClose(evaluated, generator.score(latents), 0, "score");
            }
        });
    }

    @Test
    void closedNetworkHoldsNothing() {
        try (RandomStream random = new RandomStream(1)) {
            Tensors.assertNothingNativeIsLeft(
                    () -> GENERATOR.build(Shape.of(8), random).close());
        }
    }

    @Test
    void unknownWeightIsRefusedByName() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new Weights(Map.of()).get("gain"));
        assertEquals("weight must be one of [], got gain", refusal.getMessage());
    }
}
