package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;

/** What holds for both forms of the original game. */
abstract class LogisticContract extends PointwiseObjectiveContract {
    /** Float64 sums of ten terms of size 1. */
    private static final double ROUNDING = 1e-14;

    /** Two distributions on three points, in tenths: a batch of ten holds each point that often. */
    private static final int[] REAL = {5, 3, 2};

    private static final int[] FAKE = {1, 2, 7};

    abstract PointwiseObjective objective(double smoothing, double flipping);

    @Override
    PointwiseObjective objective() {
        return objective(0, 0);
    }

    private static double[] shares(int[] counts) {
        return Arrays.stream(counts).mapToDouble(count -> count / 10.0).toArray();
    }

    private static Tensor batch(int[] counts, double... scores) {
        double[] values = new double[10];
        int filled = 0;
        for (int i = 0; i < counts.length; i++) {
            Arrays.fill(values, filled, filled + counts[i], scores[i]);
            filled += counts[i];
        }
        return Tensors.of(values, 10, 1);
    }

    private static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += 0.5 * (p[i] * Math.log(p[i] / middle) + q[i] * Math.log(q[i] / middle));
        }
        return sum;
    }

    @Test
    void bestDiscriminatorPaysTwoLogTwoLessTwiceTheDivergence() {
        double[] p = shares(REAL);
        double[] q = shares(FAKE);
        double[] best = {Math.log(5), Math.log(1.5), Math.log(2.0 / 7)}; // log p / q
        double divergence = jensenShannon(p, q);
        scoped(() -> {
            Tensor loss = objective().discriminatorLoss(batch(REAL, best), batch(FAKE, best));
            assertEquals(2 * Math.log(2) - 2 * divergence, value(loss), ROUNDING);
            assertEquals(divergence, value(objective().divergence(loss)), ROUNDING);
            assertEquals("jensen-shannon", objective().divergence());
        });
    }

    @Test
    void bestDiscriminatorHasNothingToGain() {
        double[] best = {Math.log(5), Math.log(1.5), Math.log(2.0 / 7)};
        scoped(() -> {
            Tensor scores = Tensors.of(best, 3);
            scores.set_requires_grad(true);
            Tensor real = scores.repeat_interleave(
                            Tensors.of(new double[] {5, 3, 2}, 3).to(ScalarType.Long))
                    .unsqueeze(1);
            Tensor fake = scores.repeat_interleave(
                            Tensors.of(new double[] {1, 2, 7}, 3).to(ScalarType.Long))
                    .unsqueeze(1);
            assertArrayEquals(new double[3], gradient(objective().discriminatorLoss(real, fake), scores), ROUNDING);
        });
    }

    @Test
    void estimateIsNoughtForEqualAndLogTwoForDisjointDistributions() {
        scoped(() -> {
            Tensor unsure = Tensors.of(new double[4], 4, 1);
            assertEquals(0, value(objective().divergence(objective().discriminatorLoss(unsure, unsure))), ROUNDING);
            Tensor real = Tensors.of(new double[] {100, 100}, 2, 1);
            Tensor loss = objective().discriminatorLoss(real, real.neg());
            assertEquals(Math.log(2), value(objective().divergence(loss)), ROUNDING);
        });
    }

    @Test
    void smoothingTellsRealSamplesALowerTargetAndFakeOnesTheSame() {
        scoped(() -> {
            PointwiseObjective smoothed = objective(0.1, 0);
            double score = 0.7;
            Tensor one = Tensors.of(new double[] {score}, 1, 1);
            double sigmoid = 1 / (1 + Math.exp(-score));
            double expected = -0.9 * Math.log(sigmoid) - 0.1 * Math.log(1 - sigmoid);
            assertEquals(expected, value(smoothed.realLoss(one)), ROUNDING);
            assertEquals(-Math.log(1 - sigmoid), value(smoothed.fakeLoss(one)), ROUNDING);
            assertEquals(value(objective().generatorLoss(one)), value(smoothed.generatorLoss(one)));
        });
    }

    @Test
    void smoothingMovesTheEndsOfTheEstimate() {
        double s = 0.1;
        PointwiseObjective smoothed = objective(s, 0);
        scoped(() -> {
            // Of equal distributions the best D is (1 - s) / 2, of disjoint ones 1 - s on the real and 0 on the other.
            Tensor equal = Tensors.of(new double[] {Math.log((1 - s) / (1 + s))}, 1, 1);
            double least = ((1 - s) * Math.log(1 - s) + (1 + s) * Math.log(1 + s)) / 2;
            assertEquals(least, value(smoothed.divergence(smoothed.discriminatorLoss(equal, equal))), ROUNDING);
            Tensor real = Tensors.of(new double[] {Math.log((1 - s) / s)}, 1, 1);
            Tensor fake = Tensors.of(new double[] {-100}, 1, 1);
            double most = Math.log(2) + (s * Math.log(s) + (1 - s) * Math.log(1 - s)) / 2;
            assertEquals(most, value(smoothed.divergence(smoothed.discriminatorLoss(real, fake))), ROUNDING);
        });
    }

    @Test
    void flippingTellsTheFirstSamplesWrong() {
        scoped(() -> {
            PointwiseObjective flipped = objective(0, 0.3);
            Tensor scores = Tensors.of(new double[] {3, -2, 1, 0.5, -1}, 5, 1); // round(0.3 * 5) = 2
            Tensor first = scores.narrow(0, 0, 2);
            Tensor rest = scores.narrow(0, 2, 3);
            double real = 0.4 * value(objective().fakeLoss(first))
                    + 0.6 * value(objective().realLoss(rest));
            assertEquals(real, value(flipped.realLoss(scores)), ROUNDING);
            double fake = 0.4 * value(objective().realLoss(first))
                    + 0.6 * value(objective().fakeLoss(rest));
            assertEquals(fake, value(flipped.fakeLoss(scores)), ROUNDING);
            assertEquals(value(objective().generatorLoss(scores)), value(flipped.generatorLoss(scores)));
        });
    }

    @Test
    void flippedFakeSamplesHaveTheSmoothedTarget() {
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {3, -2}, 2, 1); // round(0.3 * 2) = 1
            double expected = 0.5 * value(objective(0.1, 0).realLoss(scores.narrow(0, 0, 1)))
                    + 0.5 * value(objective().fakeLoss(scores.narrow(0, 1, 1)));
            assertEquals(expected, value(objective(0.1, 0.3).fakeLoss(scores)), ROUNDING);
        });
    }

    @Test
    void flippingLowersTheGreatestEstimate() {
        scoped(() -> {
            PointwiseObjective flipped = objective(0, 0.2);
            double[] sure = new double[10];
            Arrays.fill(sure, Math.log(0.8 / 0.2)); // the best D of disjoint distributions where a fifth is told wrong
            Tensor real = Tensors.of(sure, 10, 1);
            double most = Math.log(2) + 0.2 * Math.log(0.2) + 0.8 * Math.log(0.8);
            assertEquals(most, value(flipped.divergence(flipped.discriminatorLoss(real, real.neg()))), ROUNDING);
        });
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("smoothing must be at least 0 and less than 1, got 1.0", 1, 0);
        refused("smoothing must be at least 0 and less than 1, got -0.1", -0.1, 0);
        refused("flipping must be at least 0 and less than 0.5, got 0.5", 0, 0.5);
        refused("flipping must be at least 0 and less than 0.5, got -0.1", 0, -0.1);
    }

    private void refused(String message, double smoothing, double flipping) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> objective(smoothing, flipping));
        assertEquals(message, refusal.getMessage());
    }

    /** The slope of the generator's loss at one score. */
    double generatorSlope(double score) {
        double[] slope = new double[1];
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {score}, 1, 1);
            scores.set_requires_grad(true);
            slope[0] = gradient(objective().generatorLoss(scores), scores)[0];
        });
        return slope[0];
    }

    private static double[] gradient(Tensor loss, Tensor scores) {
        return Tensors.values(Gradients.of(loss, new TensorVector(scores)).get(0));
    }
}
