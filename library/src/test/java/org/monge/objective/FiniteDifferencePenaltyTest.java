package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.network.Mode;

class FiniteDifferencePenaltyTest extends PenaltyContract {
    private final FiniteDifferencePenalty penalty = new FiniteDifferencePenalty(10, 1);
    private final RandomStream random = new RandomStream(11);

    @Override
    Penalty penalty() {
        return penalty;
    }

    @Test
    void slopeIsThatAlongTheLine() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, -4}, 2));
            Tensor origin = Tensors.of(new double[4], 2, 2);
            // Along (3, -4) the slope is 5, across it 0. The root of 1e-12 below distances counts for 1e-9 at most.
            Tensor along = Tensors.of(new double[] {30, -40, -6, 8}, 2, 2);
            assertEquals(160, value(penalty.evaluate(discriminator, along, origin, random)), 1e-6);
            Tensor across = Tensors.of(new double[] {40, 30, -8, -6}, 2, 2);
            assertEquals(10, value(penalty.evaluate(discriminator, across, origin, random)), 1e-6);
        });
    }

    @Test
    void slopeOfAParabolaIsThatInTheMiddle() {
        // |x1^2 / 2 - x2^2 / 2| / |x1 - x2| = |x1 + x2| / 2: 2 and 3, which cost 1 and 4.
        scoped(() -> {
            Tensor first = Tensors.of(new double[] {1, -2}, 2, 1);
            Tensor second = Tensors.of(new double[] {3, -4}, 2, 1);
            assertEquals(10 * 2.5, value(penalty.between(new Quadratic(), first, second)), 1e-9);
        });
    }

    @Test
    void pointsAreTwoOfEachLine() {
        scoped(() -> {
            Recorder discriminator = new Recorder();
            Tensor real = Tensors.of(new double[] {1, 10, 100}, 3, 1);
            Tensor fake = Tensors.of(new double[] {2, 20, 200}, 3, 1);
            penalty.evaluate(discriminator, real, fake, random);
            assertEquals(6, discriminator.recorded.length);
            assertEquals(Mode.TRAINING, discriminator.mode);
            for (int i = 0; i < 6; i++) {
                double low = Math.pow(10, i % 3);
                double point = discriminator.recorded[i];
                assertTrue(point >= low && point <= 2 * low, () -> "point " + point);
                assertTrue(i < 3 || point != discriminator.recorded[i - 3], "two points");
            }
        });
    }

    @Test
    void equalPointsCostOneWeightAndGiveNoGradient() {
        for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
            scoped(() -> {
                Linear discriminator = Linear.of(random.normal(type, 3));
                Tensor same = random.normal(type, 4, 3);
                Tensor cost = penalty.between(discriminator, same, same);
                assertEquals(10, value(cost));
                assertArrayEquals(
                        new double[3],
                        Tensors.values(
                                Gradients.of(cost, discriminator.parameters()).get(0)));
            });
        }
    }

    @Test
    void negativeSettingsAreRefused() {
        var weight = assertThrows(IllegalArgumentException.class, () -> new FiniteDifferencePenalty(-1, 1));
        assertEquals("weight must be at least 0, got -1.0", weight.getMessage());
        var target = assertThrows(IllegalArgumentException.class, () -> new FiniteDifferencePenalty(1, -1));
        assertEquals("target must be at least 0, got -1.0", target.getMessage());
    }
}
