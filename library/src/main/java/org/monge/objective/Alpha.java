package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;

/**
 * The alpha-divergence, f(u) = (u^alpha - 1 - alpha (u - 1)) / (alpha (alpha - 1)), Nowozin et al. (2016), tables 5 and 6.
 * Its limits at 0 and 1 are reverse KL and KL; 1/2 is twice squared Hellinger, 2 and -1 half of Pearson and Neyman.
 *
 * <p>At the ratio u whose slope is t, f* is (u^alpha - 1) / alpha. Where that would exceed e^30 / alpha, t is bent, as in
 * {@link Divergences}.
 *
 * @param alpha any number but 0 and 1
 */
public record Alpha(double alpha) implements Divergence {
    /** What takes the place of 0 under a logarithm. */
    private static final double LEAST = 1e-30;

    /** @throws IllegalArgumentException if {@code alpha} is 0, 1 or not finite */
    public Alpha {
        boolean between = Double.isFinite(alpha) && alpha != 0 && alpha != 1;
        Require.that(between, "alpha", "a number other than 0 (reverse-kl) and 1 (kl)", alpha);
    }

    @Override
    public String name() {
        return "alpha";
    }

    @Override
    public Tensor f(Tensor ratios) {
        Tensor power = ratios.pow(new Scalar(alpha)).sub(new Scalar(1.0));
        return power.sub(ratios.sub(new Scalar(1.0)).mul(new Scalar(alpha))).div(new Scalar(alpha * (alpha - 1)));
    }

    /** (u^(alpha - 1) - 1) / (alpha - 1). */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.pow(new Scalar(alpha - 1)).sub(new Scalar(1.0)).div(new Scalar(alpha - 1));
    }

    /** ((1 + t (alpha - 1))^(alpha / (alpha - 1)) - 1) / alpha; for alpha above 1, -1/alpha below t = 1 / (1 - alpha). */
    @Override
    public Tensor conjugate(Tensor values) {
        Tensor base = values.mul(new Scalar(alpha - 1)).add(new Scalar(1.0)).clamp_min(new Scalar(0.0));
        return base.pow(new Scalar(alpha / (alpha - 1))).sub(new Scalar(1.0)).div(new Scalar(alpha));
    }

    /** V for alpha above 1, 1 / (1 - alpha) - softplus(-V) below, bent where f* would be too large. */
    @Override
    public Tensor activation(Tensor scores) {
        Tensor logPowers = logPowers(scores);
        Tensor bent = Elementary.exponent(logPowers)
                .mul(new Scalar((alpha - 1) / alpha))
                .expm1()
                .div(new Scalar(alpha - 1));
        return torch.where(logPowers.gt(new Scalar(Elementary.BOUND)), bent, straight(scores));
    }

    private Tensor straight(Tensor scores) {
        if (alpha > 1) {
            return scores;
        }
        return Elementary.softplus(scores.neg()).neg().add(new Scalar(domainEnd()));
    }

    /** (u^alpha - 1) / alpha. */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        return Elementary.exponent(logPowers(scores)).expm1().div(new Scalar(alpha));
    }

    /** alpha log u, where u is the ratio whose slope is the straight activation: u^(alpha - 1) = 1 + t (alpha - 1). */
    private Tensor logPowers(Tensor scores) {
        Scalar power = new Scalar(alpha / (alpha - 1));
        if (alpha > 1) {
            Tensor base = scores.mul(new Scalar(alpha - 1)).add(new Scalar(1.0));
            return base.clamp_min(new Scalar(LEAST)).log().mul(power);
        }
        return Elementary.logSoftplus(scores.neg())
                .add(new Scalar(Math.log1p(-alpha)))
                .mul(power);
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public double domainEnd() {
        return alpha > 1 ? Double.POSITIVE_INFINITY : 1 / (1 - alpha);
    }
}
