package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;

class DraganTest extends PenaltyContract {
    private final RandomStream random = new RandomStream(11);

    @Override
    Penalty penalty() {
        return new Dragan(10, 1, 0.5);
    }

    @Test
    void slopeOfFiveCostsSixteenWeights() {
        scoped(() -> {
            Linear discriminator = Linear.of(Tensors.of(new double[] {3, 0, -4}, 3));
            Tensor real = random.normal(ScalarType.Double, 7, 3);
            assertEquals(160, value(penalty().evaluate(discriminator, real, real, random)), 1e-9);
        });
    }

    @Test
    void pointsLieAroundTheDataAsFarAsTheySpread() {
        scoped(() -> {
            Recorder discriminator = new Recorder();
            // 4,000 values, half of them 7 and half 1: mean 4, standard deviation 3.
            double[] values = new double[4000];
            Arrays.setAll(values, i -> i % 2 == 0 ? 7 : 1);
            Tensor real = Tensors.of(values, 500, 2, 2, 2);
            penalty().evaluate(discriminator, real, real.mul(new Scalar(100.0)), random);
            double[] noise = new double[4000];
            Arrays.setAll(noise, i -> (discriminator.recorded[i] - values[i]) / (0.5 * 3));
            assertEquals(4000, Arrays.stream(noise).distinct().count(), "every value has its own");
            // Four standard errors of the first, second and fourth moments of 4,000 normal numbers: 0, 1 and 3.
            double error = 4 / Math.sqrt(4000);
            assertEquals(0, Arrays.stream(noise).average().orElseThrow(), error);
            assertEquals(1, mean(noise, 2), error * Math.sqrt(2));
            assertEquals(3, mean(noise, 4), error * Math.sqrt(96));
        });
    }

    private static double mean(double[] values, int power) {
        return Arrays.stream(values)
                .map(value -> Math.pow(value, power))
                .average()
                .orElseThrow();
    }

    @Test
    void withoutDeviationThePointsAreTheData() {
        scoped(() -> {
            Recorder discriminator = new Recorder();
            Tensor real = random.normal(ScalarType.Double, 1, 3);
            new Dragan(1, 1, 0).evaluate(discriminator, real, real, random);
            assertArrayEquals(Tensors.values(real), discriminator.recorded);
        });
    }

    @Test
    void singleValueHasNoSpread() {
        // The deviation is that of the values at hand, divided by their number, not by one less.
        scoped(() -> {
            Recorder discriminator = new Recorder();
            Tensor real = Tensors.of(new double[] {3}, 1, 1);
            penalty().evaluate(discriminator, real, real, random);
            assertArrayEquals(new double[] {3}, discriminator.recorded);
        });
    }

    @Test
    void negativeSettingsAreRefused() {
        refused("weight", () -> new Dragan(-1, 1, 1));
        refused("target", () -> new Dragan(1, -1, 1));
        refused("deviation", () -> new Dragan(1, 1, -1));
    }

    private static void refused(String setting, Runnable making) {
        var refusal = assertThrows(IllegalArgumentException.class, making::run);
        assertEquals(setting + " must be at least 0, got -1.0", refusal.getMessage());
    }
}
