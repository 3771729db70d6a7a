package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * f(u) = (sqrt(u) - 1)^2: the integral of (sqrt(p) - sqrt(q))^2, Nowozin et al. (2016), table 5. Its range is [0, 2]. Signs
 * and bending are as in {@link Divergences}.
 */
public record SquaredHellinger() implements Divergence {
    @Override
    public String name() {
        return "squared-hellinger";
    }

    @Override
    public Tensor f(Tensor ratios) {
        return ratios.sqrt().sub(new Scalar(1.0)).square();
    }

    /** 1 - 1/sqrt(u). */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.rsqrt().sub(new Scalar(1.0)).neg();
    }

    /** t / (1 - t). */
    @Override
    public Tensor conjugate(Tensor values) {
        return values.div(values.sub(new Scalar(1.0)).neg());
    }

    /** 1 - exp(-V), the score bent beyond 30 on either side. */
    @Override
    public Tensor activation(Tensor scores) {
        return bent(scores).neg().expm1().neg();
    }

    /** exp(V) - 1, the score bent beyond 30 on either side. */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        return bent(scores).expm1();
    }

    private static Tensor bent(Tensor scores) {
        Tensor above = Elementary.exponent(scores);
        return Elementary.exponent(above.neg()).neg();
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public double domainEnd() {
        return 1;
    }
}
