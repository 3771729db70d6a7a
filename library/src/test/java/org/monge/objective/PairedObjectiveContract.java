package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.function.BinaryOperator;
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

/** What holds for every {@link PairedObjective}. */
abstract class PairedObjectiveContract {
    abstract PairedObjective objective();

    private final RandomStream random = new RandomStream(7);

    private interface Check {
        void of(BinaryOperator<Tensor> loss);
    }

    private void each(Check check) {
        check.of(objective()::discriminatorLoss);
        check.of(objective()::generatorLoss);
    }

    private Tensor scores() {
        Tensor scores = random.normal(ScalarType.Double, 6, 1);
        scores.set_requires_grad(true);
        return scores;
    }

    private static double[] gradient(Tensor loss, Tensor scores) {
        return Tensors.values(Gradients.of(loss, new TensorVector(scores)).get(0));
    }

    @Test
    void lossesAreOneNumberOfTheScoresType() {
        for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
            each(loss -> scoped(() -> {
                Tensor result = loss.apply(random.normal(type, 6, 1), random.normal(type, 6, 1));
                assertEquals(0, result.dim());
                assertEquals(type, result.scalar_type().intern());
            }));
        }
    }

    @Test
    void lossesAndTheirGradientsAreFiniteAtScoresOfAHundred() {
        for (ScalarType type : new ScalarType[] {ScalarType.BFloat16, ScalarType.Float}) {
            for (double real : new double[] {-100, 0, 100}) {
                for (double fake : new double[] {-100, 0, 100}) {
                    each(loss -> scoped(() -> assertFinite(loss, full(real, type), full(fake, type))));
                }
            }
        }
    }

    private static void assertFinite(BinaryOperator<Tensor> loss, Tensor real, Tensor fake) {
        Tensor result = loss.apply(real, fake);
        assertTrue(Double.isFinite(value(result)));
        TensorVector gradients = Gradients.of(result, new TensorVector(real, fake));
        for (int i = 0; i < 2; i++) {
            for (double slope : Tensors.values(gradients.get(i))) {
                assertTrue(Double.isFinite(slope));
            }
        }
    }

    private static Tensor full(double score, ScalarType type) {
        Tensor scores = torch.full(new long[] {4, 1}, new Scalar(score), new TensorOptions(type));
        scores.set_requires_grad(true);
        return scores;
    }

    @Test
    void playersPullOnEveryScoreInOppositeDirections() {
        scoped(() -> {
            Tensor real = scores();
            Tensor fake = scores();
            for (int i = 0; i < 6; i++) {
                assertTrue(gradient(objective().discriminatorLoss(real, fake), real)[i] < 0);
                assertTrue(gradient(objective().discriminatorLoss(real, fake), fake)[i] > 0);
                assertTrue(gradient(objective().generatorLoss(real, fake), real)[i] > 0);
                assertTrue(gradient(objective().generatorLoss(real, fake), fake)[i] < 0);
            }
        });
    }

    @Test
    void lossesIgnoreTheOrderAndRepetitionOfPairs() {
        each(loss -> scoped(() -> {
            Tensor real = scores();
            Tensor fake = scores();
            Tensor reals = torch.cat(new TensorVector(real.flip(0), real), 0);
            Tensor fakes = torch.cat(new TensorVector(fake.flip(0), fake), 0);
            assertEquals(value(loss.apply(real, fake)), value(loss.apply(reals, fakes)), 1e-12, "but for rounding");
        }));
    }

    @Test
    void generatorAsksForTheScoresOfRealSamples() {
        scoped(() -> {
            Tensor real = scores();
            Tensor fake = scores();
            int[] asked = new int[1];
            Tensor loss = objective()
                    .generatorLoss(
                            () -> {
                                asked[0]++;
                                return real;
                            },
                            fake);
            assertEquals(1, asked[0]);
            assertEquals(value(objective().generatorLoss(real, fake)), value(loss));
        });
    }

    @Test
    void divergenceHasAName() {
        assertFalse(objective().divergence().isBlank());
    }
}
