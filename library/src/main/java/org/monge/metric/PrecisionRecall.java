package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * Improved precision and recall, Kynkäänniemi et al. (2019), eqs. 1 and 2. A manifold is the union of balls around its
 * samples, each as wide as the distance to the sample's k-th nearest other, surface included. Precision is the share of
 * generated samples on the real manifold, recall the share of real ones on the generated.
 *
 * @param k which neighbour a ball reaches to
 */
public record PrecisionRecall(int k) implements Metric {
    /** To the third, as in the paper. */
    public PrecisionRecall() {
        this(3);
    }

    public PrecisionRecall {
        Require.positive("k", k);
    }

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public int least(int dimension) {
        return k + 1;
    }

    /** {@code precision} and {@code recall}. */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("precision", share(generated, real));
        numbers.put("recall", share(real, generated));
        return numbers;
    }

    private double share(Features samples, Features manifold) {
        double[] radii = Neighbours.squaredRadii(manifold, k);
        long[] inside = new long[1];
        Distances.squared(samples, manifold, (first, squared) -> {
            Tensor balls = Tensor.create(radii, radii.length); // (M)
            inside[0] += squared.le(balls).any(1).sum().item_long();
        });
        return (double) inside[0] / samples.count();
    }
}
