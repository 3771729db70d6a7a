package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Reshape;

/** Layers with kernels against loops on the host in float64; and the settings of all layers. */
class LayersTest {
    @Nested
    class OfDense extends LayerContract {
        @Override
        Layer layer() {
            return new Dense(4, true);
        }

        @Override
        Shape input() {
            return Shape.of(3);
        }

        @Override
        List<String> names() {
            return List.of("weight", "bias");
        }

        @Override
        List<Refusal> refusals() {
            return List.of(new Refusal(Shape.of(1, 2, 2), "the input of dense must be flat, got 1x2x2"));
        }

        @Test
        void isAnAffineMap() {
            compare(Mode.TRAINING, (x, network) -> {
                double[] w = weight(network, "weight");
                double[] b = weight(network, "bias");
                double[] y = new double[3 * 4];
                for (int n = 0; n < 3; n++) {
                    for (int u = 0; u < 4; u++) {
                        y[4 * n + u] = b[u];
                        for (int i = 0; i < 3; i++) {
                            y[4 * n + u] += w[3 * u + i] * x[3 * n + i];
                        }
                    }
                }
                return y;
            });
        }
    }

    @Nested
    class OfConvolution extends LayerContract {
        @Override
        Layer layer() {
            return new Convolution(3, 3, 2, 1, true);
        }

        @Override
        Shape input() {
            return Shape.of(2, 5, 4);
        }

        @Override
        List<String> names() {
            return List.of("weight", "bias");
        }

        @Override
        List<Refusal> refusals() {
            return List.of(
                    new Refusal(Shape.of(8), "the input of convolution must be channels, height and width, got 8"));
        }

        @Test
        void correlatesWithEachKernel() {
            compare(Mode.TRAINING, (x, network) -> correlate(x, network));
        }

        private double[] correlate(double[] x, Sequential network) {
            double[] w = weight(network, "weight");
            double[] b = weight(network, "bias");
            double[] y = new double[3 * 3 * 3 * 2];
            for (int i = 0; i < y.length; i++) {
                int column = i % 2;
                int row = i / 2 % 3;
                int filter = i / 6 % 3;
                int sample = i / 18;
                y[i] = b[filter];
                for (int k = 0; k < 2 * 3 * 3; k++) {
                    int r = 2 * row - 1 + k / 3 % 3;
                    int c = 2 * column - 1 + k % 3;
                    if (r >= 0 && r < 5 && c >= 0 && c < 4) {
                        y[i] += w[18 * filter + k] * x[((2 * sample + k / 9) * 5 + r) * 4 + c];
                    }
                }
            }
            return y;
        }

        @Test
        void kernelMustFitThePaddedImage() {
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> new Convolution(1, 7, 1, 1, false).output(Shape.of(1, 9, 4)));
            assertEquals("kernel must be at most the padded image, 6, got 7", refusal.getMessage());
        }

        @Test
        void shapesAreThoseOfTheTutorialsCritic() {
            Layer halving = new Convolution(128, 5, 2, 2, true);
            assertEquals(Shape.of(128, 16, 16), halving.output(Shape.of(1, 32, 32)));
            assertEquals(Shape.of(128, 4, 4), halving.output(Shape.of(256, 8, 8)));
            assertEquals(Shape.of(128, 2, 2), halving.output(Shape.of(3, 3, 3)));
            Weight kernel = halving.weights(Shape.of(3, 32, 32)).get(0);
            assertEquals(75, kernel.fanIn());
            assertEquals(3200, kernel.fanOut());
        }
    }

    @Nested
    class OfUpsample extends LayerContract {
        @Override
        Layer layer() {
            return new Upsample(2);
        }

        @Override
        Shape input() {
            return Shape.of(2, 3, 4);
        }

        @Override
        List<String> names() {
            return List.of();
        }

        @Override
        List<Refusal> refusals() {
            return List.of(new Refusal(Shape.of(8), "the input of upsample must be channels, height and width, got 8"));
        }

        /** On both sides of the size where the way of computing changes, and with edges of their own. */
        @ParameterizedTest
        @CsvSource({"2, 4, 4", "2, 16, 16", "2, 17, 16", "3, 5, 9", "4, 1, 3", "2, 14, 6", "1, 5, 5"})
        void equalsLibtorchsInterpolation(long factor, long height, long width) {
            scoped(() -> {
                Tensor x = new RandomStream(3).normal(ScalarType.Double, 2, 3, height, width);
                Tensor expected = torch.upsample_bilinear2d(x, new long[] {factor * height, factor * width}, false);
                Tensor actual = new Upsample(factor).forward(x, new Weights(Map.of()), Mode.TRAINING);
                assertArrayEquals(Tensors.values(expected), Tensors.values(actual), 1e-12);
            });
        }

        @Test
        void interpolatesBetweenPixelCentres() {
            compare(Mode.TRAINING, (x, network) -> {
                double[] y = new double[3 * 2 * 6 * 8];
                for (int i = 0; i < y.length; i++) {
                    double row = Math.max(0, (i / 8 % 6 + 0.5) / 2 - 0.5);
                    double column = Math.max(0, (i % 8 + 0.5) / 2 - 0.5);
                    int r = (int) row;
                    int c = (int) column;
                    double down = row - r;
                    double right = column - c;
                    int plane = i / 48 * 12;
                    int below = Math.min(r + 1, 2);
                    int beside = Math.min(c + 1, 3);
                    y[i] = (1 - down) * ((1 - right) * x[plane + 4 * r + c] + right * x[plane + 4 * r + beside])
                            + down * ((1 - right) * x[plane + 4 * below + c] + right * x[plane + 4 * below + beside]);
                }
                return y;
            });
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("units must be at least 1, got 0", () -> new Dense(0, true));
        refused("stride must be at least 1, got 0", () -> new Convolution(1, 1, 0, 0, true));
        refused("padding must be at least 0, got -1", () -> new Convolution(1, 1, 1, -1, true));
        refused("epsilon must be greater than 0, got 0.0", () -> new BatchNorm(0, 0.1));
        refused("momentum must be greater than 0 and at most 1, got 0.0", () -> new BatchNorm(1e-3, 0));
        refused("slope must be at least 0, got -0.1", () -> new LeakyRelu(-0.1));
        refused("factor must be at least 1, got 0", () -> new Upsample(0));
        refused("width must be at least 1, got 0", () -> new Reshape(1, 1, 0));
        refused("deviation must be greater than 0, got 0.0", () -> new Initializer.Normal(0));
        refused(
                "layers must be at least one, got none",
                () -> new Architecture(new Initializer.GlorotUniform(), List.of()));
    }

    private static void refused(String message, Executable setting) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }
}
