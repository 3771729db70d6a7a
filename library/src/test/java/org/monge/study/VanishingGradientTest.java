package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.monge.data.Dataset;
import org.monge.engine.Shape;

class VanishingGradientTest {
    private static final Findings FINDINGS =
            VanishingGradient.run(discs(), new VanishingGradient.Budget(List.of(10), 8, 32, 500, 10), 1, line -> {});

    /** Light discs of any place and size on black, 16 by 16. */
    private static Dataset discs() {
        int count = 128;
        Random random = new Random(1);
        byte[] pixels = new byte[count * 256];
        for (int i = 0; i < count; i++) {
            double x = 4 + 8 * random.nextDouble();
            double y = 4 + 8 * random.nextDouble();
            double radius = 2 + 2 * random.nextDouble();
            for (int p = 0; p < 256; p++) {
                double inside = radius - Math.hypot(p % 16 - x, p / 16.0 - y);
                pixels[i * 256 + p] = (byte) (255 * Math.min(1, Math.max(0, inside)));
            }
        }
        return new Dataset("discs", "drawn", Shape.of(1, 16, 16), pixels, new int[0], List.of());
    }

    private static double number(String loss, String number) {
        List<?> changes = (List<?>) FINDINGS.numbers().get("changes");
        Map<?, ?> change = changes.stream()
                .<Map<?, ?>>map(row -> (Map<?, ?>) row)
                .filter(row -> row.get("loss").equals(loss))
                .findFirst()
                .orElseThrow();
        return (Double) change.get(number);
    }

    @Test
    void gradientOfLogOneMinusDFallsByOrdersOfMagnitude() {
        double decades = number("log(1 - D)", "from the greatest");
        assertTrue(decades < -2, () -> "decades: " + decades);
    }

    @Test
    void gradientOfMinusLogDGrowsAndItsVarianceMore() {
        double decades = number("-log D", "decades from the first");
        assertTrue(decades > 1, () -> "decades: " + decades);
        double ofVariance = number("-log D", "decades of the variance");
        assertTrue(ofVariance > 2, () -> "decades of the variance: " + ofVariance);
    }

    @Test
    void gradientThroughACriticStays() {
        double decades = number("Wasserstein", "from the greatest");
        assertTrue(decades > -0.5, () -> "decades: " + decades);
    }

    @Test
    void normAndVarianceAreDrawnForEachLoss() {
        assertEquals(
                List.of("norms", "variances"),
                FINDINGS.charts().stream().map(Curves::name).toList());
        for (Curves chart : FINDINGS.charts()) {
            assertEquals(
                    List.of("log(1 - D), 10 epochs", "-log D, 10 epochs", "Wasserstein, 10 epochs"),
                    chart.curves().stream().map(Curves.Curve::name).toList());
        }
    }
}
