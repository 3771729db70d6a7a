package org.monge.metric;

import org.bytedeco.pytorch.Tensor;

/** What it costs to bring a unit of mass from one point to another. */
public enum GroundCost {
    /** |x - y|: the cheapest plan costs the earth mover's distance, Wasserstein-1. */
    EUCLIDEAN {
        @Override
        Tensor of(Tensor squared) {
            return squared.sqrt();
        }
    },
    /** |x - y|^2: the cheapest plan costs the square of Wasserstein-2. */
    SQUARED_EUCLIDEAN {
        @Override
        Tensor of(Tensor squared) {
            return squared;
        }
    };

    abstract Tensor of(Tensor squared);

    /**
     * The cost between all pairs, that of x_i and y_j at i m + j.
     *
     * @throws IllegalArgumentException if these are more than {@link OptimalTransport#MOST_PAIRS}
     */
    public double[] between(Features x, Features y) {
        OptimalTransport.requirePairs(x.count(), y.count());
        double[] costs = new double[x.count() * y.count()];
        Distances.squared(x, y, (first, squared) -> Distances.copy(of(squared), costs, first * y.count()));
        return costs;
    }
}
