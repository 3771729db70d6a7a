package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

class GradientPenaltyTest extends PenaltyContract {
    /** The root is taken of the squared slope plus 1e-12, which moves a norm of 5 by 1e-13 and one of 0 by 1e-6. */
    private static final double ROUNDING = 1e-11;

    private static final double WEIGHT = 10;

    private final GradientPenalty penalty = new GradientPenalty(WEIGHT, 1, Sides.TWO_SIDED);
    private final RandomStream random = new RandomStream(11);

    @Override
    Penalty penalty() {
        return penalty;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 64})
    void slopeOfFiveCostsSixteenWeightsForAnyBatch(long n) {
        // A norm over the whole batch would be 5 sqrt(n), and one per value |3| or |4|.
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4, 0}, 4));
            Tensor cost = penalty.evaluate(discriminator, noise(n, 1, 2, 2), noise(n, 1, 2, 2), random);
            assertEquals(16 * WEIGHT, value(cost), ROUNDING * 16 * WEIGHT);
        });
    }

    @Test
    void normIsTakenPerSampleAndTheMeanAfterwards() {
        // D(x) = x^2 / 2 has slope x: the points 1, 2 and -4 cost 0, 1 and 9.
        scoped(() -> {
            Discriminator discriminator = new Recorder() {
                @Override
                public Tensor score(Tensor samples, Mode mode) {
                    return samples.square().div(Tensors.of(new double[] {2}, 1));
                }
            };
            Tensor points = Tensors.of(new double[] {1, 2, -4}, 3, 1);
            assertEquals(WEIGHT * 10 / 3, value(penalty.along(discriminator, points)), ROUNDING * 100);
        });
    }

    @Test
    void zeroSlopeCostsOneWeightAndHasAFiniteGradient() {
        for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
            scoped(() -> {
                Linear flat = Linear.of(torch.zeros(new long[] {3}, new TensorOptions(type)));
                Tensor cost = penalty.along(flat, random.normal(type, 5, 3));
                // (1e-6 - 1)^2 differs from 1 by 2e-6.
                assertEquals(WEIGHT, value(cost), 3e-6 * WEIGHT);
                assertArrayEquals(new double[3], gradient(cost, flat.weights()), "no direction is better than another");
            });
        }
    }

    @Test
    void gradientPointsAlongTheWeights() {
        // d/dw weight (|w| - 1)^2 = 2 weight (|w| - 1) w / |w|
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4}, 3));
            Tensor cost = penalty.evaluate(discriminator, noise(6, 3), noise(6, 3), random);
            double[] expected = {8 * WEIGHT * 0.6, 0, -8 * WEIGHT * 0.8};
            assertArrayEquals(expected, gradient(cost, discriminator.weights()), 1e-10, "but for rounding");
        });
    }

    @Test
    void epsilonIsOneUniformNumberPerSample() {
        // From 1 for real to 0 for fake samples, every value of an interpolate is its epsilon.
        scoped(() -> {
            Recorder discriminator = new Recorder();
            TensorOptions type = new TensorOptions(ScalarType.Double);
            long[] shape = {500, 2, 3, 3};
            penalty.evaluate(discriminator, torch.ones(shape, type), torch.zeros(shape, type), random);
            double[] epsilons = new double[500];
            for (int i = 0; i < 500; i++) {
                double[] sample = Arrays.copyOfRange(discriminator.recorded, 18 * i, 18 * (i + 1));
                epsilons[i] = sample[0];
                assertTrue(epsilons[i] >= 0 && epsilons[i] < 1, () -> "epsilon " + sample[0]);
                assertTrue(Arrays.stream(sample).allMatch(value -> value == sample[0]), "one number for all values");
            }
            assertEquals(500, Arrays.stream(epsilons).distinct().count(), "every sample has its own");
            // Four standard errors of the mean of 500 uniform numbers, and of their squares.
            assertEquals(0.5, Arrays.stream(epsilons).average().orElseThrow(), 4 * 0.2887 / Math.sqrt(500));
            assertEquals(
                    1.0 / 3,
                    Arrays.stream(epsilons).map(e -> e * e).average().orElseThrow(),
                    4 * 0.2981 / Math.sqrt(500));
        });
    }

    @Test
    void interpolatesLieBetweenTheirOwnPair() {
        scoped(() -> {
            Recorder discriminator = new Recorder();
            Tensor real = Tensors.of(new double[] {1, 10, 100}, 3, 1);
            Tensor fake = Tensors.of(new double[] {2, 20, 200}, 3, 1);
            penalty.evaluate(discriminator, real, fake, random);
            for (int i = 0; i < 3; i++) {
                double low = Math.pow(10, i);
                double point = discriminator.recorded[i];
                assertTrue(point >= low && point <= 2 * low, () -> "interpolate " + point);
            }
        });
    }

    @Test
    void slopeIsThatOfTraining() {
        scoped(() -> {
            Recorder discriminator = new Recorder();
            penalty.evaluate(discriminator, noise(2, 3), noise(2, 3), random);
            assertEquals(Mode.TRAINING, discriminator.mode);
        });
    }

    @Test
    void weightScalesTheCost() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4}, 3));
            Tensor points = noise(6, 3);
            assertEquals(0, value(new GradientPenalty(0, 1, Sides.TWO_SIDED).along(discriminator, points)));
            assertEquals(
                    value(new GradientPenalty(1, 1, Sides.TWO_SIDED).along(discriminator, points)) * 2.5,
                    value(new GradientPenalty(2.5, 1, Sides.TWO_SIDED).along(discriminator, points)),
                    1e-12);
        });
    }

    @Test
    void targetIsTheSlopeThatCostsNothing() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4}, 3));
            assertEquals(0, cost(5, Sides.TWO_SIDED, discriminator), ROUNDING);
            assertEquals(25, cost(0, Sides.TWO_SIDED, discriminator), ROUNDING * 25);
            assertEquals(4, cost(7, Sides.TWO_SIDED, discriminator), ROUNDING * 25);
        });
    }

    @Test
    void oneSideLeavesSlopesBelowTheTargetAlone() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4}, 3));
            assertEquals(9, cost(2, Sides.ONE_SIDED, discriminator), ROUNDING * 25);
            assertEquals(0, cost(7, Sides.ONE_SIDED, discriminator));
        });
    }

    private double cost(double target, Sides sides, Linear discriminator) {
        return value(new GradientPenalty(1, target, sides).along(discriminator, noise(6, 3)));
    }

    @Test
    void negativeTargetIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new GradientPenalty(1, -1, Sides.ONE_SIDED));
        assertEquals("target must be at least 0, got -1.0", refusal.getMessage());
    }

    @Test
    void negativeWeightIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new GradientPenalty(-1, 1, Sides.TWO_SIDED));
        assertEquals("weight must be at least 0, got -1.0", refusal.getMessage());
    }

    @Test
    void noPenaltyIsZero() {
        scoped(() -> {
            Tensor none = new NoPenalty().evaluate(new Recorder(), noise(2, 3), noise(2, 3), random);
            assertEquals(0, none.dim());
            assertEquals(0, value(none));
            assertEquals(ScalarType.Double, none.scalar_type().intern());
        });
    }

    private Tensor noise(long... shape) {
        return random.normal(ScalarType.Double, shape);
    }

    private static double[] gradient(Tensor cost, Tensor weights) {
        return Tensors.values(Gradients.of(cost, new TensorVector(weights)).get(0));
    }
}
