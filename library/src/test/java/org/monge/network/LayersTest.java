package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.monge.Tensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Layers.BatchNorm;
import org.monge.network.Layers.Convolution;
import org.monge.network.Layers.Dense;
import org.monge.network.Layers.Flatten;
import org.monge.network.Layers.LeakyRelu;
import org.monge.network.Layers.Relu;
import org.monge.network.Layers.Reshape;
import org.monge.network.Layers.Tanh;
import org.monge.network.Layers.Upsample;

/** Every layer against loops on the host in float64, where sums in another order differ by 1e-15 a term. */
class LayersTest {
    private static final double ROUNDING = 1e-12;

    /** What the layer makes of some samples, and the values of its weights, randomised. */
    private static void compare(LayerContract contract, Mode mode, Oracle oracle) {
        scoped(() -> {
            try (Sequential network = contract.alone(1)) {
                Scope.mutating(() -> network.tensors()
                        .forEach((name, tensor) ->
                                tensor.copy_(LayerContract.noise(name.hashCode(), Tensors.shape(tensor))
                                        .abs())));
                Tensor samples = LayerContract.noise(9, contract.input().batch(3));
                double[] output = Tensors.values(network.generate(samples, mode));
                assertArrayEquals(oracle.of(Tensors.values(samples), network), output, ROUNDING);
            }
        });
    }

    private interface Oracle {
        double[] of(double[] samples, Sequential network);
    }

    private static double[] weight(Sequential network, String name) {
        return Tensors.values(network.tensors().get("0." + name));
    }

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
            compare(this, Mode.TRAINING, (x, network) -> {
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
            compare(this, Mode.TRAINING, (x, network) -> correlate(x, network));
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

        @Test
        void interpolatesBetweenPixelCentres() {
            compare(this, Mode.TRAINING, (x, network) -> {
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

    @Nested
    class OfBatchNormOfImages extends LayerContract {
        @Override
        Layer layer() {
            return new BatchNorm(1e-3, 0.25);
        }

        @Override
        Shape input() {
            return Shape.of(2, 3, 2);
        }

        @Override
        List<String> names() {
            return List.of("weight", "bias", "running_mean", "running_var");
        }

        @Override
        List<Refusal> refusals() {
            return List.of();
        }

        @Test
        void trainingUsesTheStatisticsOfTheBatch() {
            compare(this, Mode.TRAINING, (x, network) -> {
                double[][] moments = moments(x);
                return normalise(x, moments[0], moments[1], network);
            });
        }

        @Test
        void evaluationUsesTheRunningStatistics() {
            compare(
                    this,
                    Mode.EVALUATION,
                    (x, network) ->
                            normalise(x, weight(network, "running_mean"), weight(network, "running_var"), network));
        }

        @Test
        void trainingMovesTheRunningStatisticsByTheShareOfMomentum() {
            // From 0 and 1; the variance enters without bias, divided by 17 of 18 values per channel.
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    Tensor samples = noise(9, input().batch(3));
                    double[][] moments = moments(Tensors.values(samples));
                    network.generate(samples, Mode.TRAINING);
                    for (int c = 0; c < 2; c++) {
                        assertEquals(0.25 * moments[0][c], weight(network, "running_mean")[c], ROUNDING);
                        double variance = 0.75 + 0.25 * moments[1][c] * 18 / 17;
                        assertEquals(variance, weight(network, "running_var")[c], ROUNDING);
                    }
                }
            });
        }

        @Test
        void evaluationMovesNothing() {
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    network.generate(noise(9, input().batch(3)), Mode.EVALUATION);
                    assertArrayEquals(new double[] {0, 0}, weight(network, "running_mean"));
                    assertArrayEquals(new double[] {1, 1}, weight(network, "running_var"));
                }
            });
        }

        /** The mean and the biased variance of each channel of 3 samples of 2 x 3 x 2. */
        private double[][] moments(double[] x) {
            double[][] moments = new double[2][2];
            for (int i = 0; i < x.length; i++) {
                moments[0][i / 6 % 2] += x[i] / 18;
            }
            for (int i = 0; i < x.length; i++) {
                moments[1][i / 6 % 2] += Math.pow(x[i] - moments[0][i / 6 % 2], 2) / 18;
            }
            return moments;
        }

        private double[] normalise(double[] x, double[] mean, double[] variance, Sequential network) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                int c = i / 6 % 2;
                double standard = (x[i] - mean[c]) / Math.sqrt(variance[c] + 1e-3);
                y[i] = weight(network, "weight")[c] * standard + weight(network, "bias")[c];
            }
            return y;
        }
    }

    @Nested
    class OfBatchNormOfFlatSamples extends LayerContract {
        @Override
        Layer layer() {
            return new BatchNorm(1e-5, 1);
        }

        @Override
        Shape input() {
            return Shape.of(3);
        }

        @Override
        List<String> names() {
            return List.of("weight", "bias", "running_mean", "running_var");
        }

        @Override
        List<Refusal> refusals() {
            return List.of();
        }

        @Test
        void momentumOfOneKeepsTheLastBatchOnly() {
            scoped(() -> {
                try (Sequential network = alone(1)) {
                    network.generate(noise(9, 4, 3), Mode.TRAINING);
                    network.generate(Tensors.of(new double[] {1, 2, 3, 3, 2, 7}, 2, 3), Mode.TRAINING);
                    assertArrayEquals(new double[] {2, 2, 5}, weight(network, "running_mean"), ROUNDING);
                    assertArrayEquals(new double[] {2, 0, 8}, weight(network, "running_var"), ROUNDING);
                }
            });
        }
    }

    private abstract static class Elementwise extends LayerContract {
        @Override
        Shape input() {
            return Shape.of(2, 3, 2);
        }

        @Override
        List<String> names() {
            return List.of();
        }

        @Override
        List<Refusal> refusals() {
            return List.of();
        }

        abstract double expected(double x);

        @Test
        void eachValueIsMappedForItself() {
            DoubleUnaryOperator map = this::expected;
            compare(this, Mode.TRAINING, (x, network) -> Arrays.stream(x)
                    .map(map)
                    .toArray());
        }
    }

    @Nested
    class OfRelu extends Elementwise {
        @Override
        Layer layer() {
            return new Relu();
        }

        @Override
        double expected(double x) {
            return Math.max(0, x);
        }
    }

    @Nested
    class OfLeakyRelu extends Elementwise {
        @Override
        Layer layer() {
            return new LeakyRelu(0.2);
        }

        @Override
        double expected(double x) {
            return x > 0 ? x : 0.2 * x;
        }
    }

    @Nested
    class OfTanh extends Elementwise {
        @Override
        Layer layer() {
            return new Tanh();
        }

        @Override
        double expected(double x) {
            return Math.tanh(x);
        }
    }

    @Nested
    class OfReshape extends Elementwise {
        @Override
        Layer layer() {
            return new Reshape(2, 2, 3);
        }

        @Override
        Shape input() {
            return Shape.of(12);
        }

        @Override
        List<Refusal> refusals() {
            return List.of(new Refusal(Shape.of(13), "reshape must be of 13 values, got 2x2x3"));
        }

        @Override
        double expected(double x) {
            return x;
        }
    }

    @Nested
    class OfFlatten extends Elementwise {
        @Override
        Layer layer() {
            return new Flatten();
        }

        @Override
        double expected(double x) {
            return x;
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
