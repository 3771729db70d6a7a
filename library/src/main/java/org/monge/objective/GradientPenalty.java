package org.monge.objective;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/**
 * lambda E[(|grad D(x^)| - 1)^2] with x^ = epsilon x + (1 - epsilon) G(z), Gulrajani et al. (2017), eq. 3 and
 * algorithm 1: one epsilon ~ U[0, 1) per sample, the 2-norm over all of a sample's values, the mean over the batch.
 *
 * @param weight lambda, without a half
 */
public record GradientPenalty(double weight) implements Penalty {
    /** Under the root, whose slope would be infinite where the gradient vanishes. */
    private static final double EPSILON = 1e-12;

    /** @throws IllegalArgumentException if {@code weight} is negative */
    public GradientPenalty {
        Require.notNegative("weight", weight);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        return along(discriminator, between(real, fake, random));
    }

    /** The penalty at these points, {@code (N, ...)}. */
    Tensor along(Discriminator discriminator, Tensor points) {
        Tensor between = points.detach();
        between.set_requires_grad(true);
        Tensor total = discriminator.score(between, Mode.TRAINING).sum();
        Tensor slopes = Gradients.differentiable(total, between); // (N, ...)
        Tensor norms =
                slopes.flatten(1, -1).square().sum(1).add(new Scalar(EPSILON)).sqrt(); // (N)
        return norms.sub(new Scalar(1.0)).square().mean().mul(new Scalar(weight));
    }

    private static Tensor between(Tensor real, Tensor fake, RandomStream random) {
        long[] onePerSample = new long[(int) real.dim()];
        Arrays.fill(onePerSample, 1);
        onePerSample[0] = real.size(0);
        return between(real, fake, random.uniform(real.scalar_type().intern(), onePerSample));
    }

    /** epsilon x + (1 - epsilon) G(z), with epsilon of shape {@code (N, 1, ...)}. */
    static Tensor between(Tensor real, Tensor fake, Tensor epsilon) {
        return fake.add(epsilon.mul(real.sub(fake)));
    }
}
