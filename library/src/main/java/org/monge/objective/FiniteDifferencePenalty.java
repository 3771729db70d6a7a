package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/**
 * lambda E[(|D(x1) - D(x2)| / |x1 - x2| - k)^2] with two points drawn from each line between a real and a generated sample:
 * the gradient penalty with a difference for the derivative. It sees the slope along the line only, and works for critics
 * without second derivatives. Where the points are equal the slope is taken for 0 and no gradient flows.
 *
 * @param weight lambda, without a half
 * @param target k, the slope that costs nothing
 */
public record FiniteDifferencePenalty(double weight, double target) implements Penalty {
    /** @throws IllegalArgumentException if {@code weight} or {@code target} is negative */
    public FiniteDifferencePenalty {
        Require.notNegative("weight", weight);
        Require.notNegative("target", target);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        Tensor first = Slopes.between(real.detach(), fake.detach(), random);
        Tensor second = Slopes.between(real.detach(), fake.detach(), random);
        return between(discriminator, first, second);
    }

    /** The penalty on the slopes between these points, {@code (N, ...)} both. */
    Tensor between(Discriminator discriminator, Tensor first, Tensor second) {
        Tensor from = discriminator.score(first, Mode.TRAINING); // (N, 1)
        Tensor to = discriminator.score(second, Mode.TRAINING); // (N, 1)
        Tensor rise = from.sub(to).abs().flatten(); // (N)
        Tensor slopes = rise.div(Slopes.norms(first.sub(second)));
        return slopes.sub(new Scalar(target)).square().mean().mul(new Scalar(weight));
    }

    @Override
    public boolean differentiatesScores() {
        return false;
    }
}
