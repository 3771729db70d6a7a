package org.monge.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * Density and coverage, Naeem et al. (2020), eqs. 3 and 4. Each real sample has an open ball as wide as the distance to
 * its k-th nearest other real sample. Density is the mean count of balls around a generated sample, over k, and may be
 * above 1; coverage is the share of balls with a generated sample in them. Between equal distributions they are 1 and
 * about 1 - 2^-k.
 *
 * @param k which neighbour a ball reaches to
 */
public record DensityCoverage(int k) implements Metric {
    /** To the fifth, as in the paper. */
    public DensityCoverage() {
        this(5);
    }

    public DensityCoverage {
        Require.positive("k", k);
    }

    @Override
    public String name() {
        return "density";
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public int least(int dimension) {
        return k + 1;
    }

    /** {@code density} and {@code coverage}. */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        double[] radii = Neighbours.squaredRadii(real, k);
        double[] nearest = new double[real.count()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        long[] within = new long[1];
        Distances.squared(generated, real, (first, squared) -> {
            Tensor balls = Tensor.create(radii, radii.length); // (M)
            within[0] += squared.lt(balls).sum().item_long();
            double[] least = new double[nearest.length];
            Distances.copy(squared.amin(new long[] {0}, false), least, 0);
            Arrays.setAll(nearest, j -> Math.min(nearest[j], least[j]));
        });
        long covered = 0;
        for (int j = 0; j < radii.length; j++) {
            covered += nearest[j] < radii[j] ? 1 : 0;
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("density", (double) within[0] / k / generated.count());
        numbers.put("coverage", (double) covered / real.count());
        return numbers;
    }
}
