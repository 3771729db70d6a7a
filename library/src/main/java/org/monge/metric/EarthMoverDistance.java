package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The exact Wasserstein distance between the samples, each side with equal weights: Arjovsky et al. (2017), eq. 1, on
 * empirical distributions. {@code earth-mover-distance} is W_1 with the Euclidean cost; {@code squared-wasserstein-2} is
 * W_2^2 with the squared one. {@code .../bound} is the dual objective, which proves it: no plan costs less.
 *
 * <p>Between n samples and n others of the same distribution it is not 0 but falls as n^(-1/d) in d dimensions (Dudley,
 * 1969): compare at equal counts.
 *
 * @param witness is shown the plan of each measurement
 */
public record EarthMoverDistance(GroundCost cost, Consumer<TransportPlan> witness) implements Metric {
    private static final int MOST = 5000;

    /** With the Euclidean cost. */
    public EarthMoverDistance() {
        this(GroundCost.EUCLIDEAN);
    }

    /** Without a witness. */
    public EarthMoverDistance(GroundCost cost) {
        this(cost, plan -> {});
    }

    @Override
    public String name() {
        return switch (cost) {
            case EUCLIDEAN -> "earth-mover-distance";
            case SQUARED_EUCLIDEAN -> "squared-wasserstein-2";
        };
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public int most() {
        return MOST;
    }

    /** The plan from the generated samples to the real ones. */
    public TransportPlan plan(Features generated, Features real) {
        return OptimalTransport.plan(cost.between(generated, real), generated.count());
    }

    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        TransportPlan plan = plan(generated, real);
        witness.accept(plan);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), plan.cost());
        numbers.put(name() + "/bound", plan.bound());
        return numbers;
    }
}
