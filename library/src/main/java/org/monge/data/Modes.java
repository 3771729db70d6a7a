package org.monge.data;

import java.util.List;
import org.monge.engine.Require;

/**
 * An even mixture of round Gaussians in the plane.
 *
 * @param centers of the Gaussians, in the order of their labels
 * @param deviation of each, along both axes
 */
public record Modes(List<Center> centers, double deviation) {
    /** @throws IllegalArgumentException if there is no center, or {@code deviation} is not greater than 0 */
    public Modes {
        centers = List.copyOf(centers);
        Require.that(!centers.isEmpty(), "centers", "at least one", "none");
        Require.positive("deviation", deviation);
    }

    /** A point of the plane. */
    public record Center(double x, double y) {}
}
