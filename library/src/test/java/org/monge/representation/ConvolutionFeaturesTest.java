package org.monge.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Residual;
import org.monge.network.Sequential;
import org.monge.network.Shapes.Flatten;
import org.monge.network.SpectralNorm;

class ConvolutionFeaturesTest {
    private static Sequential network(long side, Layer... layers) {
        try (RandomStream random = new RandomStream(1)) {
            return new Architecture(new Initializer.GlorotUniform(), List.of(layers))
                    .build(Shape.of(1, side, side), random);
        }
    }

    private static Convolution halving(long filters) {
        return new Convolution(filters, 4, 2, 1, true);
    }

    @Test
    void everyConvolutionCountsOnceAfterItsNonlinearity() {
        try (Sequential critic = network(
                16,
                halving(3),
                new LeakyRelu(0.2),
                new SpectralNorm(halving(5)),
                new LeakyRelu(0.2),
                halving(7),
                new Flatten(),
                new Dense(1, true))) {
            ConvolutionFeatures features = new ConvolutionFeatures(critic);
            assertEquals(3 * 16 + 5 * 16 + 7 * 4, features.size(), "maps of 8x8, 4x4 and 2x2");
            Scope.scoped(() -> {
                Tensor images = new RandomStream(2).normal(ScalarType.Float, 2, 1, 16, 16);
                Tensor made = features.of(images);
                assertArrayEquals(new long[] {2, features.size()}, Tensors.shape(made));
                double[] values = Tensors.values(made);
                List<Tensor> activations = critic.activations(images);
                double[] first = Tensors.values(activations.get(1)); // (2, 3, 8, 8)
                for (int i = 0; i < 48; i++) {
                    int corner = i / 16 * 64 + i % 16 / 4 * 16 + i % 4 * 2;
                    double largest = Math.max(
                            Math.max(first[corner], first[corner + 1]), Math.max(first[corner + 8], first[corner + 9]));
                    assertEquals(largest, values[i], "the largest of a square of four");
                }
                double[] last = Tensors.values(activations.get(4).narrow(0, 0, 1));
                assertArrayEquals(last, java.util.Arrays.copyOfRange(values, 48 + 80, features.size()));
                Tensors.assertClose(critic.score(images), activations.get(6), 0, "the last is the score");
            });
        }
    }

    @Test
    void residualBlockCountsOnceAndAScoreIsNoFeature() {
        Residual block = new Residual(
                List.of(new Convolution(2, 3, 1, 1, true), new LeakyRelu(0.2), new Convolution(2, 3, 1, 1, true)),
                List.of());
        try (Sequential critic = network(
                8, new Convolution(2, 3, 1, 1, true), block, new Convolution(1, 8, 1, 0, true), new Flatten())) {
            assertEquals(2 * 16 + 2 * 16, new ConvolutionFeatures(critic).size());
        }
    }

    @Test
    void discriminatorWithoutConvolutionsIsRefused() {
        try (Sequential critic = network(4, new Flatten(), new Dense(1, true))) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new ConvolutionFeatures(critic));
            assertEquals("discriminator must be one with a convolution, got none", refusal.getMessage());
        }
    }
}
