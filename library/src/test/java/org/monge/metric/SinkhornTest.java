package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkhornTest {
    private static Map<String, Double> numbers(GroundCost cost, double regularization, Features x, Features y) {
        return new Sinkhorn(cost, regularization, 5000, 1e-11).measure(x, y, 0);
    }

    @Test
    void itIsThatOfPlainIterations() {
        var numbers = numbers(GroundCost.EUCLIDEAN, 0.1, Samples.golden("sinkhorn/x"), Samples.golden("sinkhorn/y"));
        double between = Samples.goldenValue("sinkhorn/between");
        double own = Samples.goldenValue("sinkhorn/x_x") + Samples.goldenValue("sinkhorn/y_y");
        assertEquals(Samples.goldenValue("sinkhorn/epsilon"), numbers.get("sinkhorn-divergence/epsilon"), 1e-13);
        assertEquals(
                between, numbers.get("sinkhorn-divergence/transport"), 1e-10, "as far as rows sum to their weights");
        assertEquals(between - own / 2, numbers.get("sinkhorn-divergence"), 1e-10, "as far as rows sum");
        assertTrue(numbers.get("sinkhorn-divergence/error") <= 1e-11);
    }

    @Test
    void aTranslationCostsItsSquare() {
        Features x = Samples.normal(60, 2, 1);
        Features y = Samples.changed(x, v -> v + 1.5);
        double divergence = numbers(GroundCost.SQUARED_EUCLIDEAN, 0.5, x, y).get("sinkhorn-divergence");
        assertEquals(2 * 1.5 * 1.5, divergence, 1e-9, "for any epsilon: the entropic parts cancel");
    }

    @Test
    void transportIsNearTheExactCost() {
        Features x = Samples.normal(60, 2, 2);
        Features y = Samples.normal(50, 2, 3);
        double exact = new EarthMoverDistance().plan(x, y).cost();
        var numbers = new Sinkhorn(GroundCost.EUCLIDEAN, 0.03, 1000, 1e-4).measure(x, y, 0);
        double above = numbers.get("sinkhorn-divergence/transport") - exact;
        double most = numbers.get("sinkhorn-divergence/epsilon") * Math.log(60);
        assertTrue(above > 0 && above < most, "epsilon times an entropy, at most log n: " + above);
    }

    @Test
    void momentumEndsWherePlainIterationsWouldNot() {
        Features x = Samples.normal(300, 2, 5);
        Features y = Samples.normal(300, 2, 6);
        var numbers = new Sinkhorn(GroundCost.EUCLIDEAN, 0.01, 150, 1e-3).measure(x, y, 0);
        assertTrue(numbers.get("sinkhorn-divergence/error") <= 1e-3, numbers::toString);
    }

    @Test
    void equalSetsAreAtZero() {
        Features x = Samples.normal(40, 2, 4);
        assertEquals(0, numbers(GroundCost.EUCLIDEAN, 0.5, x, x).get("sinkhorn-divergence"), 1e-10);
        Features point = new Features(3, 1, new double[] {2, 2, 2});
        assertEquals(0, numbers(GroundCost.EUCLIDEAN, 0.05, point, point).get("sinkhorn-divergence"));
    }

    @Test
    void noRegularizationIsRefused() {
        assertRefused(
                "regularization must be greater than 0, got 0.0",
                () -> new Sinkhorn(GroundCost.EUCLIDEAN, 0, 10, 1e-6));
    }
}
