package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;

/**
 * (gamma / 2) E[|grad D|^2] at generated samples, Mescheder et al. (2018), eq. 10. The half is inside, as in the paper; its code leaves it
 * out, so that its 10 is a gamma of 20.
 *
 * @param weight gamma
 */
public record R2(double weight) implements Penalty {
    /** @throws IllegalArgumentException if {@code weight} is negative */
    public R2 {
        Require.notNegative("weight", weight);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        return Slopes.squares(discriminator, fake).mean().mul(new Scalar(weight / 2));
    }
}
