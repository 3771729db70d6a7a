package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;

/** What holds for every {@link PointwiseObjective}. */
abstract class PointwiseObjectiveContract {
    abstract PointwiseObjective objective();

    private final RandomStream random = new RandomStream(7);

    @Test
    void lossesAreOneNumberOfTheScoresType() {
        for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
            each(loss -> scoped(() -> {
                Tensor result = loss.apply(random.normal(type, 6, 1));
                assertEquals(0, result.dim());
                assertEquals(type, result.scalar_type().intern());
            }));
        }
    }

    @Test
    void lossesAndTheirGradientsAreFiniteAtScoresOfAHundred() {
        for (ScalarType type : new ScalarType[] {ScalarType.BFloat16, ScalarType.Float}) {
            for (double score : new double[] {-100, 0, 100}) {
                each(loss -> scoped(() -> assertFinite(loss, score, type)));
            }
        }
    }

    private static void assertFinite(UnaryOperator<Tensor> loss, double score, ScalarType type) {
        Tensor scores = torch.full(new long[] {4, 1}, new Scalar(score), new TensorOptions(type));
        scores.set_requires_grad(true);
        Tensor result = loss.apply(scores);
        assertTrue(Double.isFinite(value(result)), () -> type + " loss at " + score);
        for (double slope : gradient(result, scores)) {
            assertTrue(Double.isFinite(slope), () -> type + " slope at " + score);
        }
    }

    @Test
    void everyScoreCounts() {
        each(loss -> scoped(() -> {
            Tensor scores = undecided();
            for (double slope : gradient(loss.apply(scores), scores)) {
                assertTrue(slope != 0);
            }
        }));
    }

    @Test
    void discriminatorGainsFromHigherScoresOfRealAndLowerOfFakeSamples() {
        scoped(() -> {
            Tensor scores = undecided();
            assertTrue(gradient(objective().realLoss(scores), scores)[0] < 0);
            assertTrue(gradient(objective().fakeLoss(scores), scores)[0] > 0);
            assertTrue(gradient(objective().generatorLoss(scores), scores)[0] < 0);
        });
    }

    @Test
    void discriminatorLossIsTheSumOfItsShares() {
        scoped(() -> {
            Tensor real = random.normal(ScalarType.Double, 6, 1);
            Tensor fake = random.normal(ScalarType.Double, 6, 1);
            double whole = value(objective().discriminatorLoss(real, fake));
            double shares =
                    value(objective().realLoss(real)) + value(objective().fakeLoss(fake));
            assertEquals(shares, whole, 1e-12, "equal but for the order of one addition");
        });
    }

    @Test
    void lossesIgnoreTheOrderAndRepetitionOfSamples() {
        each(loss -> scoped(() -> {
            Tensor scores = random.normal(ScalarType.Double, 6, 1);
            Tensor twice = torch.cat(new TensorVector(scores.flip(0), scores), 0);
            double once = value(loss.apply(scores));
            assertEquals(once, value(loss.apply(twice)), 1e-12 * (1 + Math.abs(once)), "a mean, but for rounding");
        }));
    }

    @Test
    void divergenceHasAName() {
        assertFalse(objective().divergence().isBlank());
    }

    /** Scores at which no objective is content yet, in [0, 1): between the two targets, within both margins. */
    private Tensor undecided() {
        Tensor scores = random.uniform(ScalarType.Double, 6, 1);
        scores.set_requires_grad(true);
        return scores;
    }

    private interface Check {
        void of(UnaryOperator<Tensor> loss);
    }

    private void each(Check check) {
        check.of(objective()::realLoss);
        check.of(objective()::fakeLoss);
        check.of(objective()::generatorLoss);
    }

    private static double[] gradient(Tensor loss, Tensor scores) {
        return Tensors.values(Gradients.of(loss, new TensorVector(scores)).get(0));
    }
}
