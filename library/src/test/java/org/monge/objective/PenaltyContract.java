package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.State;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/** What holds for every {@link Penalty}. */
abstract class PenaltyContract {
    /** The penalty under test, with a weight that makes it count. */
    abstract Penalty penalty();

    private final RandomStream random = new RandomStream(5);

    @Test
    void costIsOneNumber() {
        scoped(() -> {
            Tensor cost = evaluate(Linear.of(random.normal(ScalarType.Double, 3)), 4);
            assertEquals(0, cost.dim());
            assertTrue(Double.isFinite(value(cost)));
        });
    }

    @Test
    void costIsFiniteForASteepDiscriminator() {
        scoped(() -> {
            Tensor weights = random.normal(ScalarType.Float, 3).mul(new Scalar(100));
            Tensor cost = evaluate(Linear.of(weights), 4);
            assertTrue(Double.isFinite(value(cost)), () -> "cost " + value(cost));
        });
    }

    @Test
    void gradientReachesEveryWeight() {
        scoped(() -> {
            Linear discriminator = Linear.of(random.normal(ScalarType.Double, 3));
            Tensor cost = evaluate(discriminator, 4);
            double[] gradient = Tensors.values(
                    Gradients.of(cost, discriminator.parameters()).get(0));
            for (double slope : gradient) {
                assertTrue(Double.isFinite(slope) && slope != 0, () -> "slope " + slope);
            }
        });
    }

    @Test
    void samplesAndTheirMakerAreOutOfReach() {
        scoped(() -> {
            Linear discriminator = Linear.of(random.normal(ScalarType.Double, 3));
            Tensor maker = random.normal(ScalarType.Double, 3);
            maker.set_requires_grad(true);
            Tensor fake = random.normal(ScalarType.Double, 4, 3).mul(maker);
            Tensor real = random.normal(ScalarType.Double, 4, 3);
            double[] before = Tensors.values(real);
            Tensor cost = penalty().evaluate(discriminator, real, fake, random);
            Tensor reached = Gradients.of(cost, new TensorVector(maker)).get(0);
            assertArrayEquals(new double[3], Tensors.values(reached));
            assertArrayEquals(before, Tensors.values(real));
        });
    }

    @Test
    void nothingIsMovedByEvaluation() {
        scoped(() -> {
            Linear discriminator = Linear.of(random.normal(ScalarType.Double, 3));
            double[] before = Tensors.values(discriminator.weights());
            Gradients.of(evaluate(discriminator, 4), discriminator.parameters());
            assertArrayEquals(before, Tensors.values(discriminator.weights()));
            assertTrue(!discriminator.weights().grad().defined(), "no gradient is left behind");
        });
    }

    @Test
    void saysWhetherItDifferentiatesScores() {
        scoped(() -> {
            Linear discriminator = Linear.of(random.normal(ScalarType.Double, 3));
            Detached detached = new Detached(discriminator);
            Tensor real = random.normal(ScalarType.Double, 4, 3);
            Tensor fake = random.normal(ScalarType.Double, 4, 3);
            if (penalty().differentiatesScores()) {
                assertThrows(RuntimeException.class, () -> penalty().evaluate(detached, real, fake, random));
            } else {
                assertTrue(Double.isFinite(value(penalty().evaluate(detached, real, fake, random))));
            }
        });
    }

    /** Scores that nothing can be differentiated by. */
    private record Detached(Linear scored) implements Discriminator {
        @Override
        public Tensor score(Tensor samples, Mode mode) {
            return scored.score(samples, mode).detach();
        }

        @Override
        public TensorVector parameters() {
            return scored.parameters();
        }

        @Override
        public void describe(State state) {}
    }

    private Tensor evaluate(Linear discriminator, long n) {
        ScalarType type = discriminator.weights().scalar_type().intern();
        Tensor real = random.normal(type, n, 3);
        Tensor fake = random.normal(type, n, 3);
        return penalty().evaluate(discriminator, real, fake, random);
    }
}
