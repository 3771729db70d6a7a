package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.keeping;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class OptimizersTest {
    private static final double RATE = 1e-2;
    private static final Sgd MOMENTUM = new Sgd(RATE, 0.9, false);

    @Nested
    class OfAdam extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new Adam(RATE, 0.5, 0.9, 1e-7);
        }

        @Override
        String golden() {
            return "adam";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * gradient / (Math.abs(gradient) + 1e-7);
        }
    }

    @Nested
    class OfAdamW extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new AdamW(RATE, 0.5, 0.9, 1e-7, 0.1);
        }

        @Override
        String golden() {
            return "adam-w";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return still(weight) - RATE * gradient / (Math.abs(gradient) + 1e-7);
        }

        @Override
        double still(double weight) {
            return weight * (1 - RATE * 0.1);
        }
    }

    @Nested
    class OfRmsProp extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new RmsProp(RATE, 0.9, 1e-7);
        }

        @Override
        String golden() {
            return "rms-prop";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * gradient / (Math.sqrt(0.1) * Math.abs(gradient) + 1e-7);
        }
    }

    @Nested
    class OfSgd extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new Sgd(RATE, 0, false);
        }

        @Override
        String golden() {
            return "sgd";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * gradient;
        }
    }

    @Nested
    class OfMomentum extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return MOMENTUM;
        }

        @Override
        String golden() {
            return "sgd-momentum";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * gradient;
        }
    }

    @Nested
    class OfNesterov extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new Sgd(RATE, 0.9, true);
        }

        @Override
        String golden() {
            return "sgd-nesterov";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * 1.9 * gradient;
        }
    }

    @Nested
    class OfClippedGradients extends OptimizerContract {
        @Override
        Optimizer optimizer() {
            return new ClippedGradients(4, MOMENTUM);
        }

        @Override
        String golden() {
            return "clipped";
        }

        @Override
        double firstStep(double weight, double gradient) {
            return weight - RATE * gradient;
        }
    }

    @Test
    void normIsThatOfAllGradientsTogether() {
        Tensor first = keeping(() -> Tensors.of(new double[] {0, 0}, 2));
        Tensor second = keeping(() -> Tensors.of(new double[] {0}, 1));
        try (TensorVector parameters = new TensorVector(first, second);
                Descent descent = new ClippedGradients(6.5, new Sgd(1, 0, false)).over(parameters)) {
            // A norm of 13 is halved, but for 1e-6 of 13; norms of 5 and 12 would be kept and cut to 6.5.
            scoped(() -> descent.step(
                    new TensorVector(Tensors.of(new double[] {3, 4}, 2), Tensors.of(new double[] {12}, 1)), 1));
            assertArrayEquals(new double[] {-1.5, -2}, Tensors.values(first), 1e-6);
            assertArrayEquals(new double[] {-6}, Tensors.values(second), 1e-6);
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("learningRate must be greater than 0, got 0.0", () -> new AdamW(0, 0.5, 0.9, 1e-7, 0));
        refused("weightDecay must be at least 0, got -1.0", () -> new AdamW(1, 0.5, 0.9, 1e-7, -1));
        refused("decay must be at least 0 and less than 1, got 1.0", () -> new RmsProp(1, 1, 1e-8));
        refused("epsilon must be greater than 0, got 0.0", () -> new RmsProp(1, 0.9, 0));
        refused("momentum must be at least 0 and less than 1, got 1.0", () -> new Sgd(1, 1, false));
        refused("nesterov must be false without momentum, got true", () -> new Sgd(1, 0, true));
        refused("norm must be greater than 0, got 0.0", () -> new ClippedGradients(0, MOMENTUM));
    }

    private static void refused(String message, Runnable setting) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, setting::run).getMessage());
    }
}
