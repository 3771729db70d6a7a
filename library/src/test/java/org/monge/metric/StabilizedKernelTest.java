package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StabilizedKernelTest {
    private static final Features X = Samples.normal(150, 2, 1);
    private static final Features Y = Samples.normal(70, 2, 2);

    private static StabilizedKernel kernel(Features x, Features y, double epsilon, long mostHeld) {
        double[] f = new double[x.count()];
        double[] g = new double[y.count()];
        return new StabilizedKernel(GroundCost.EUCLIDEAN, x, y, f, g, epsilon, mostHeld);
    }

    @Test
    void dualsAreThoseOfAPlanWhoseRowsAndColumnsSumToTheirWeights() {
        try (StabilizedKernel kernel = kernel(X, Y, 0.2, Long.MAX_VALUE)) {
            iterate(kernel, 200);
            double[] f = kernel.f();
            double[] g = kernel.g();
            double[] costs = GroundCost.EUCLIDEAN.between(X, Y);
            double[] rows = new double[150];
            double[] columns = new double[70];
            for (int i = 0; i < 150; i++) {
                for (int j = 0; j < 70; j++) {
                    double density = Math.exp((f[i] + g[j] - costs[i * 70 + j]) / 0.2);
                    rows[i] += density / 70;
                    columns[j] += density / 150;
                }
            }
            for (double row : rows) {
                assertEquals(1, row, 1e-12);
            }
            for (double column : columns) {
                assertEquals(1, column, 1e-9);
            }
            assertTrue(kernel.error() < 1e-9, () -> "error: " + kernel.error());
        }
    }

    private static void iterate(StabilizedKernel kernel, int times) {
        for (int k = 0; k < times; k++) {
            assertTrue(kernel.iterate());
        }
    }

    @Test
    void whatIsNotHeldIsComputed() {
        try (StabilizedKernel held = kernel(X, Y, 0.1, 150 * 70);
                StabilizedKernel computed = kernel(X, Y, 0.1, 150 * 70 - 1)) {
            iterate(held, 30);
            iterate(computed, 30);
            assertArrayEquals(held.f(), computed.f(), 1e-12);
            assertArrayEquals(held.g(), computed.g(), 1e-12);
        }
    }

    @Test
    void whatNeedsNumbersBeyondThoseThereAreChangesNothing() {
        try (StabilizedKernel kernel = kernel(Samples.line(0, 1), Samples.line(10, 11), 0.01, Long.MAX_VALUE)) {
            assertFalse(kernel.iterate(), "exp(-1000) is 0");
            assertArrayEquals(new double[2], kernel.f());
            assertArrayEquals(new double[2], kernel.g());
        }
    }
}
