package org.monge.objective;

import static org.bytedeco.pytorch.global.torch.xlogy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;

/**
 * pi KL(P||M) + (1 - pi) KL(Q||M) with M = pi P + (1 - pi) Q, Nowozin et al. (2016), table 5: f(u) = pi u log u -
 * (1 - pi + pi u) log(1 - pi + pi u). With pi = 1/2 it is the Jensen-Shannon divergence.
 *
 * @param weight pi, greater than 0 and less than 1
 */
public record WeightedJensenShannon(double weight) implements Divergence {
    /** @throws IllegalArgumentException if {@code weight} is not between 0 and 1 */
    public WeightedJensenShannon {
        Require.that(weight > 0 && weight < 1, "weight", "greater than 0 and less than 1", weight);
    }

    @Override
    public String name() {
        return "weighted-jensen-shannon";
    }

    @Override
    public Tensor f(Tensor ratios) {
        Tensor mixture = mixture(ratios);
        return xlogy(ratios, ratios).mul(new Scalar(weight)).sub(mixture.mul(mixture.log()));
    }

    /** pi log(u / (1 - pi + pi u)). */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.div(mixture(ratios)).log().mul(new Scalar(weight));
    }

    /** 1 - pi + pi u. */
    private Tensor mixture(Tensor ratios) {
        return ratios.mul(new Scalar(weight)).add(new Scalar(1 - weight));
    }

    /** (1 - pi) log((1 - pi) / (1 - pi e^(t/pi))). */
    @Override
    public Tensor conjugate(Tensor values) {
        Tensor rest =
                values.div(new Scalar(weight)).exp().mul(new Scalar(-weight)).log1p();
        return rest.sub(new Scalar(Math.log1p(-weight))).mul(new Scalar(weight - 1));
    }

    /** -pi log pi - softplus(-V). */
    @Override
    public Tensor activation(Tensor scores) {
        return Elementary.softplus(scores.neg()).neg().add(new Scalar(domainEnd()));
    }

    /** (1 - pi) (log(1 - pi) - log(1 - D^(1/pi))) with D the score's sigmoid. */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        Tensor surprise = torch.where(scores.gt(new Scalar(0.0)), ofHigh(scores), ofLow(scores));
        return surprise.add(new Scalar(Math.log1p(-weight))).mul(new Scalar(1 - weight));
    }

    /** -log(1 - D^(1/pi)) for D up to a half. */
    private Tensor ofLow(Tensor scores) {
        Tensor power =
                Elementary.softplus(scores.clamp_max(new Scalar(0.0)).neg()).div(new Scalar(-weight));
        return power.exp().neg().log1p().neg();
    }

    /** The same for D from a half, by -log(1 - D) and the logarithm of (1 - D^(1/pi)) / (1 - D), between 1 and 1/pi. */
    private Tensor ofHigh(Tensor scores) {
        Tensor near = scores.clamp_min(new Scalar(0.0)).clamp_max(new Scalar(Elementary.BOUND));
        Tensor logarithm = Elementary.softplus(near.neg()).neg(); // of D
        Tensor ratio = logarithm.div(new Scalar(weight)).expm1().div(logarithm.expm1());
        return Elementary.softplus(scores).sub(ratio.log());
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public double domainEnd() {
        return -weight * Math.log(weight);
    }
}
