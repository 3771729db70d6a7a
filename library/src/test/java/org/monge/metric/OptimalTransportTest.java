package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.metric.Samples.assertRefused;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.monge.metric.TransportPlan.Shipment;

class OptimalTransportTest {
    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    private static double[] shares(double... weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Primal and dual feasible, no slack where there is a shipment, and equal costs: so it is optimal. */
    private static void assertOptimal(TransportPlan plan, double[] cost, double[] a, double[] b) {
        double scale = Arrays.stream(cost).map(Math::abs).max().orElseThrow() + 1e-300;
        double[] rows = new double[a.length];
        double[] columns = new double[b.length];
        for (Shipment shipment : plan.shipments()) {
            assertTrue(shipment.mass() > 0, "only what is shipped is told");
            assertEquals(cost[shipment.source() * b.length + shipment.sink()], shipment.cost());
            rows[shipment.source()] += shipment.mass();
            columns[shipment.sink()] += shipment.mass();
            double slack = cost[shipment.source() * b.length + shipment.sink()]
                    - plan.sourcePotentials()[shipment.source()]
                    - plan.sinkPotentials()[shipment.sink()];
            assertEquals(0, slack, 1e-11 * scale, "a shipment's pair is tight");
        }
        assertArrayEquals(a, rows, 1e-13, "all leaves its source");
        assertArrayEquals(b, columns, 1e-13, "each sink gets its own");
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double sum = plan.sourcePotentials()[i] + plan.sinkPotentials()[j];
                assertTrue(sum <= cost[i * b.length + j] + 1e-14 * scale, "potentials are feasible");
            }
        }
        assertEquals(plan.cost(), plan.bound(), 1e-11 * scale, "no plan is cheaper");
        assertTrue(plan.shipments().size() < a.length + b.length, "a tree's arcs");
    }

    @Test
    void noPermutationIsCheaper() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double[] cost = seed % 2 == 0
                    ? random.doubles(36, -1, 1).toArray()
                    : random.ints(36, 0, 4).asDoubleStream().toArray();
            TransportPlan plan = OptimalTransport.plan(cost, 6);
            assertEquals(cheapest(cost, 0, new boolean[6]) / 6, plan.cost(), 1e-14, "seed " + seed);
            assertOptimal(plan, cost, even(6), even(6));
        }
    }

    private static double cheapest(double[] cost, int row, boolean[] taken) {
        double least = row == 6 ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; row < 6 && j < 6; j++) {
            if (!taken[j]) {
                taken[j] = true;
                least = Math.min(least, cost[row * 6 + j] + cheapest(cost, row + 1, taken));
                taken[j] = false;
            }
        }
        return least;
    }

    @Test
    void assignmentCostsWhatScipyFinds() {
        Features x = Samples.golden("assignment/x");
        Features y = Samples.golden("assignment/y");
        for (GroundCost ground : GroundCost.values()) {
            String name = ground == GroundCost.EUCLIDEAN ? "euclidean" : "squared";
            double[] cost = ground.between(x, y);
            TransportPlan plan = OptimalTransport.plan(cost, 60);
            assertEquals(Samples.goldenValue("assignment/" + name), plan.cost(), 1e-13, name);
            assertEquals(60, plan.shipments().size(), "equal counts are matched one to one");
            assertOptimal(plan, cost, even(60), even(60));
        }
    }

    @Test
    void weightedPointsCostWhatScipyFinds() {
        double[] cost = GroundCost.EUCLIDEAN.between(Samples.golden("weighted/x"), Samples.golden("weighted/y"));
        double[] a = Samples.goldenValues("weighted/a");
        double[] b = Samples.goldenValues("weighted/b");
        TransportPlan plan = OptimalTransport.plan(cost, a, b);
        assertEquals(Samples.goldenValue("weighted/cost"), plan.cost(), 1e-12, "both are exact but for rounding");
        assertOptimal(plan, cost, shares(a), shares(b));
    }

    @Test
    void everyPlanIsProvedOptimal() {
        int[][] sizes = {{1, 1}, {1, 5}, {7, 1}, {40, 40}, {30, 45}, {150, 101}, {256, 256}};
        for (int[] size : sizes) {
            Features x = Samples.normal(size[0], 3, 1);
            Features y = Samples.changed(Samples.normal(size[1], 3, 2), v -> 2 * v + 1);
            double[] cost = GroundCost.EUCLIDEAN.between(x, y);
            assertOptimal(OptimalTransport.plan(cost, size[0]), cost, even(size[0]), even(size[1]));
            double[] a = new Random(3).doubles(size[0], 1e-6, 1).toArray();
            double[] b = new Random(4).doubles(size[1], 1e-6, 1).toArray();
            assertOptimal(OptimalTransport.plan(cost, a, b), cost, shares(a), shares(b));
        }
    }

    @Test
    void plansWithManyEqualCostsComeToAnEnd() {
        double[] none = new double[50 * 50];
        assertOptimal(OptimalTransport.plan(none, 50), none, even(50), even(50));
        double[] few = new Random(5).ints(80 * 80, 0, 2).asDoubleStream().toArray();
        assertOptimal(OptimalTransport.plan(few, 80), few, even(80), even(80));
        double[] grid = IntStream.range(0, 64 * 64)
                .mapToDouble(k -> Math.abs(k / 64 / 8 - k % 64 % 8) + Math.abs(k / 64 % 8 - k % 64 / 8))
                .toArray();
        TransportPlan plan = OptimalTransport.plan(grid, 64);
        assertEquals(0, plan.cost(), 1e-15, "a grid laid on its transpose");
        assertOptimal(plan, grid, even(64), even(64));
    }

    @Test
    void heavyAndLightPointsGoTogether() {
        double[] a = {1e9, 1, 1e-9};
        double[] b = {1, 1e9, 1e-9, 1};
        double[] cost = new Random(6).doubles(12).toArray();
        assertOptimal(OptimalTransport.plan(cost, a, b), cost, shares(a), shares(b));
    }

    @Test
    void aTranslationCostsItsLength() {
        Features x = Samples.normal(90, 2, 7);
        double[] moved = x.values().clone();
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] += 3;
            moved[i + 1] -= 4;
        }
        Features y = new Features(90, 2, moved);
        assertEquals(5, new EarthMoverDistance().plan(x, y).cost(), 1e-12, "(3, -4)");
        var squared = new EarthMoverDistance(GroundCost.SQUARED_EUCLIDEAN);
        assertEquals(25, squared.plan(x, y).cost(), 1e-12, "(3, -4)");
    }

    @Test
    void onTheLineItIsSortedMatching() {
        for (int count : new int[] {70, 55}) {
            Features x = Samples.normal(70, 1, 8);
            Features y = Samples.changed(Samples.normal(count, 1, 9), v -> v / 2 + 1);
            double w1 = new EarthMoverDistance().plan(x, y).cost();
            double w2 = new EarthMoverDistance(GroundCost.SQUARED_EUCLIDEAN)
                    .plan(x, y)
                    .cost();
            assertEquals(LineTransport.cost(x.values(), y.values(), 1), w1, 1e-13, count + " points");
            assertEquals(LineTransport.cost(x.values(), y.values(), 2), w2, 1e-13, count + " points");
        }
    }

    @Test
    void theMetricTellsCostAndBound() {
        Features x = Samples.line(0, 1);
        Features y = Samples.line(5, 2);
        var numbers = new EarthMoverDistance().measure(x, y, 0);
        assertEquals(
                "[earth-mover-distance, earth-mover-distance/bound]",
                numbers.keySet().toString());
        assertEquals(3, numbers.get("earth-mover-distance"), 1e-15);
        assertEquals(3, numbers.get("earth-mover-distance/bound"), 1e-14);
        var squared = new EarthMoverDistance(GroundCost.SQUARED_EUCLIDEAN).measure(x, y, 0);
        assertEquals((2 * 2 + 4 * 4) / 2.0, squared.get("squared-wasserstein-2"), 1e-14);
    }

    @Test
    void whatIsNoTransportProblemIsRefused() {
        double[] six = new double[6];
        assertRefused("costs must be 2 x 4, got 6", () -> OptimalTransport.plan(six, even(2), even(4)));
        assertRefused(
                "weights of sinks must be greater than 0, got 0.0",
                () -> OptimalTransport.plan(six, even(2), new double[] {1, 0, 1}));
        assertRefused(
                "costs must be finite, got NaN",
                () -> OptimalTransport.plan(new double[] {0, Double.NaN}, even(1), even(2)));
        assertRefused(
                "pairs of points for exact transport must be at most 134217728, got 20000 x 20000",
                () -> GroundCost.EUCLIDEAN.between(Samples.normal(20000, 1, 0), Samples.normal(20000, 1, 1)));
    }
}
