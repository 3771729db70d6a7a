package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.DenseLayers.Dense;

class ConditionalNetworksTest {
    private static Tensor labels(double... labels) {
        return Tensors.of(labels, labels.length).to(ScalarType.Long);
    }

    private abstract static class Conditional extends LayerCase {
        Conditional(LabelledLayer layer, List<String> names, Refusal refusal) {
            super(layer, Shape.of(3), names, refusal);
        }

        @Override
        Tensor generate(Sequential network, Tensor samples, Mode mode) {
            double[] same = new double[(int) samples.size(0)];
            Arrays.fill(same, 1);
            return network.given(labels(same)).generate(samples, mode);
        }
    }

    @Nested
    class OfLabelEmbedding extends Conditional {
        OfLabelEmbedding() {
            super(
                    new LabelEmbedding(4, 2),
                    List.of("weight"),
                    new Refusal(Shape.of(1, 2, 2), "the input of label-embedding must be flat, got 1x2x2"));
        }

        @Test
        void eachSampleIsFollowedByTheNumbersOfItsClass() {
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    double[] e = weight(network, "weight");
                    Tensor samples = Tensors.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
                    Tensor output = network.given(labels(3, 0)).generate(samples);
                    Tensor expected = Tensors.of(new double[] {1, 2, 3, e[6], e[7], 4, 5, 6, e[0], e[1]}, 2, 5);
                    Tensors.assertClose(expected, output, 0, "copied");
                }
            });
        }
    }

    @Nested
    class OfProjectionHead extends Conditional {
        OfProjectionHead() {
            super(
                    new ProjectionHead(4),
                    List.of("linear.weight", "linear.bias", "embedding.weight"),
                    new Refusal(Shape.of(1, 2, 2), "the input of projection must be flat, got 1x2x2"));
        }

        @Test
        void scoreIsThatOfTheFeaturesAndOfTheirClass() {
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    double[] w = weight(network, "linear.weight");
                    double[] e = weight(network, "embedding.weight");
                    double[] x = {1, 2, 3, 4, 5, 6};
                    int[] classes = {2, 1};
                    double[] expected = new double[2];
                    for (int i = 0; i < 6; i++) {
                        expected[i / 3] += (w[i % 3] + e[3 * classes[i / 3] + i % 3]) * x[i];
                    }
                    Tensor scores = network.given(labels(2, 1)).score(Tensors.of(x, 2, 3));
                    Tensors.assertClose(Tensors.of(expected, 2, 1), scores, ROUNDING, "scores"); // the bias starts at 0
                }
            });
        }
    }

    private static final List<Layer> LABELLED = List.of(
            new Residual(
                    List.of(
                            new Relu(),
                            new Clipped(
                                    new Residual(List.of(new LabelEmbedding(4, 2)), List.of(new Dense(5, false))), 1)),
                    List.of(new Dense(5, false))),
            new ProjectionHead(4));

    private static Sequential conditional() {
        return new Architecture(new Initializer.GlorotUniform(), LABELLED).build(Shape.of(3), new RandomStream(1));
    }

    @Test
    void labelsReachLayersInsideLayers() {
        scoped(() -> {
            try (Sequential network = conditional()) {
                Tensor samples = new RandomStream(2).normal(ScalarType.Float, 1, 3);
                Tensor twice = samples.repeat(2, 1);
                double[] scores = Tensors.values(network.given(labels(0, 3)).score(twice));
                assertEquals(Tensors.value(network.given(labels(0)).score(samples)), scores[0], 1e-6);
                assertEquals(Tensors.value(network.given(labels(3)).score(samples)), scores[1], 1e-6);
                assertTrue(Math.abs(scores[0] - scores[1]) > 1e-3);
            }
        });
    }

    @Test
    void viewHasTheWeightsOfItsNetwork() {
        scoped(() -> {
            try (Sequential network = conditional()) {
                Network view = network.given(labels(0));
                assertSame(network.parameters(), view.parameters());
                List<String> names = new ArrayList<>();
                view.describe(new TensorsOnly((name, tensor) -> names.add(name)));
                assertEquals(network.tensors().size(), names.size());
                Tensor samples = new RandomStream(2).normal(ScalarType.Float, 1, 3);
                Tensors.assertClose(
                        network.given(labels(2)).score(samples),
                        view.given(labels(2)).score(samples),
                        0,
                        "another view");
            }
        });
    }

    @Test
    void architectureTellsHowManyClassesItKnows() {
        assertEquals(OptionalLong.of(4), new Architecture(new Initializer.HeUniform(), LABELLED).classes());
        Architecture plain = new Architecture(new Initializer.HeUniform(), List.of(new Dense(1, true)));
        assertEquals(OptionalLong.empty(), plain.classes());
        refused(
                "layers must be of one number of classes, got [2, 3]",
                () -> new Architecture(
                        new Initializer.HeUniform(), List.of(new LabelEmbedding(2, 1), new ProjectionHead(3))));
    }

    @Test
    void networkWithoutClassesIsItsOwnView() {
        Architecture plain = new Architecture(new Initializer.HeUniform(), List.of(new Dense(1, true)));
        try (Sequential network = plain.build(Shape.of(2), new RandomStream(1));
                Tensor labels = labels(7)) {
            assertSame(network, network.given(labels));
        }
    }

    @Test
    void unfitLabelsAreRefused() {
        scoped(() -> {
            try (Sequential network = conditional()) {
                Tensor samples = new RandomStream(2).normal(ScalarType.Float, 2, 3);
                var missing = assertThrows(IllegalStateException.class, () -> network.score(samples));
                assertEquals(
                        "labels must be given to a conditional network before it is used, got none",
                        missing.getMessage());
                refused("labels must be from 0 to 3, got [0, 4]", () -> network.given(labels(0, 4)));
                refused("labels must be from 0 to 3, got [-1, 1]", () -> network.given(labels(-1, 1)));
                refused("labels must be one per sample, 2, got 1", () -> network.given(labels(1))
                        .score(samples));
                refused(
                        "type of labels must be Long, got Double",
                        () -> network.given(Tensors.of(new double[] {1}, 1)));
                refused(
                        "labels must be in one dimension, got 2 dimensions",
                        () -> network.given(labels(1, 2).unsqueeze(1)));
            }
        });
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("classes must be at least 1, got 0", () -> new LabelEmbedding(0, 1));
        refused("size must be at least 1, got 0", () -> new LabelEmbedding(1, 0));
        refused("classes must be at least 1, got 0", () -> new ProjectionHead(0));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
