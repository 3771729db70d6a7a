package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;

class InitializerTest {
    private static final Weight KERNEL = Weight.kernel(Shape.of(200, 20, 5, 5), 500, 5000);
    private static final int COUNT = 100_000;

    private static double[] draw(Initializer initializer) {
        return draw(initializer, KERNEL);
    }

    private static double[] draw(Initializer initializer, Weight kernel) {
        return Scope.reading(() -> Tensors.values(initializer.kernel(kernel, ScalarType.Double, new RandomStream(21))));
    }

    private static void assertUniform(double bound, double[] values) {
        assertEquals(COUNT, values.length);
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        assertTrue(largest <= bound && largest > 0.999 * bound, () -> largest + " of " + bound);
        assertMoments(bound / Math.sqrt(3), Math.sqrt(0.8), values);
    }

    /** Within five standard errors; {@code spread} is the standard deviation of (x / deviation)^2. */
    private static void assertMoments(double deviation, double spread, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
        assertEquals(0, mean, 5 * deviation / Math.sqrt(COUNT));
        assertEquals(deviation * deviation, variance, 5 * spread * deviation * deviation / Math.sqrt(COUNT));
    }

    @Test
    void glorotKeepsTheVarianceInBothDirections() {
        assertUniform(Math.sqrt(6.0 / 5500), draw(new Initializer.GlorotUniform()));
    }

    @Test
    void heDoublesItForTheHalfThatAReluDrops() {
        assertUniform(Math.sqrt(6.0 / 500), draw(new Initializer.HeUniform()));
    }

    @Test
    void codeOfWganGpCountsStridesForConvolutionsAndIsGlorotsForDenseKernels() {
        Weight strided = Weight.kernel(KERNEL.shape(), 500, 5000, 1750);
        assertUniform(Math.sqrt(12.0 / 1750), draw(new Initializer.WganGp(), strided));
        Weight dense = Weight.kernel(Shape.of(200, 500), 500, 200);
        assertUniform(Math.sqrt(6.0 / 700), draw(new Initializer.WganGp(), dense));
    }

    @Test
    void defaultOfTorchIsBoundedByTheRootOfOneSlice() {
        assertUniform(Math.sqrt(1.0 / 500), draw(new Initializer.TorchDefault()));
    }

    @Test
    void dcganScattersGainsAroundOne() {
        assertMoments(0.02, Math.sqrt(2), draw(new Initializer.Dcgan(0.02)));
        Weight gains = Weight.of("weight", Weight.Role.GAIN, COUNT);
        double[] centred = Scope.reading(() -> Tensors.values(new Initializer.Dcgan(0.02)
                .gain(gains, ScalarType.Double, new RandomStream(21))
                .sub(new Scalar(1.0))));
        assertMoments(0.02, Math.sqrt(2), centred);
    }

    @Test
    void normalHasItsDeviation() {
        assertMoments(0.02, Math.sqrt(2), draw(new Initializer.Normal(0.02)));
    }

    @Test
    void biasesStartAtZeroAndGainsAtOne() {
        Architecture architecture =
                new Architecture(new Initializer.Normal(1), List.of(new Dense(2, true), new BatchNorm(1e-3, 0.1)));
        try (Sequential network = architecture.build(Shape.of(2), new RandomStream(1))) {
            assertEquals("[0.0, 0.0]", values(network, "0.bias"));
            assertEquals("[1.0, 1.0]", values(network, "1.weight"));
            assertEquals("[0.0, 0.0]", values(network, "1.bias"));
            assertEquals("[0.0, 0.0]", values(network, "1.running_mean"));
            assertEquals("[1.0, 1.0]", values(network, "1.running_var"));
        }
    }

    private static String values(Sequential network, String name) {
        return Arrays.toString(Tensors.values(network.tensors().get(name)));
    }
}
