package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;

/**
 * lambda E[(|grad D(x^)| - 1)^2] with x^ = epsilon x + (1 - epsilon) G(z), Gulrajani et al. (2017), eq. 3 and
 * algorithm 1: one epsilon ~ U[0, 1) per sample, the 2-norm over all of a sample's values, the mean over the batch.
 *
 * @param weight lambda, without a half
 * @param target the slope that costs nothing, 1 in the paper
 * @param sides two in the paper's algorithm
 */
public record GradientPenalty(double weight, double target, Sides sides) implements Penalty {
    /** @throws IllegalArgumentException if {@code weight} or {@code target} is negative */
    public GradientPenalty {
        Require.notNegative("weight", weight);
        Require.notNegative("target", target);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        return along(discriminator, Slopes.between(real, fake, random));
    }

    /** The penalty at these points, {@code (N, ...)}. */
    Tensor along(Discriminator discriminator, Tensor points) {
        Tensor norms = Slopes.norms(discriminator, points); // (N)
        Tensor excess = sides.excess(norms.sub(new Scalar(target)));
        return excess.square().mean().mul(new Scalar(weight));
    }
}
