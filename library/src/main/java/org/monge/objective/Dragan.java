package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;

/**
 * lambda E[(|grad D(x + delta)| - k)^2] around the data, Kodali et al. (2017), algorithm 1. Here delta is the deviation
 * times the standard deviation of all the batch's values times a normal number for each value. The paper's delta is normal
 * as well, of a fixed variance; its code takes half the standard deviation times a number uniform in [0, 1) for each value
 * times another for each sample, which moves samples upwards only.
 *
 * @param weight lambda, without a half; 10 in the paper
 * @param target k, the slope that costs nothing; 1 in the paper
 * @param deviation of the noise, in standard deviations of the data
 */
public record Dragan(double weight, double target, double deviation) implements Penalty {
    /** @throws IllegalArgumentException if a setting is negative */
    public Dragan {
        Require.notNegative("weight", weight);
        Require.notNegative("target", target);
        Require.notNegative("deviation", deviation);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        Tensor spread = real.detach().std(false).mul(new Scalar(deviation));
        long[] shape = real.sizes().vec().get();
        Tensor noise = random.normal(real.scalar_type().intern(), shape).mul(spread);
        return new GradientPenalty(weight, target, Sides.TWO_SIDED).along(discriminator, real.add(noise));
    }
}
