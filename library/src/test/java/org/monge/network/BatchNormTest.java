package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Shape;
import org.monge.network.Normalizations.BatchNorm;

class BatchNormTest {
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
            compare(Mode.TRAINING, (x, network) -> {
                double[][] moments = moments(x);
                return normalise(x, moments[0], moments[1], network);
            });
        }

        @Test
        void evaluationUsesTheRunningStatistics() {
            compare(
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
}
