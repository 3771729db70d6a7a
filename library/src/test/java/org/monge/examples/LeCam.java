package org.monge.examples;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.objective.Divergence;
import org.monge.objective.Elementary;

// begins
/** f(u) = (u - 1)^2 / (u + 1): the integral of (p - q)^2 / (p + q). */
public record LeCam() implements Divergence {
    @Override
    public String name() {
        return "le-cam";
    }

    @Override
    public Tensor f(Tensor ratios) {
        return ratios.sub(new Scalar(1.0)).square().div(ratios.add(new Scalar(1.0)));
    }

    /** f'(u) = 1 - 4 / (u + 1)^2. */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.add(new Scalar(1.0))
                .square()
                .reciprocal()
                .mul(new Scalar(-4.0))
                .add(new Scalar(1.0));
    }

    /** f*(t) = (2 - sqrt(1 - t))^2 - 1, and -f(0) below f'(0) = -3. */
    @Override
    public Tensor conjugate(Tensor values) {
        return fromRoot(values.neg().add(new Scalar(1.0)).sqrt());
    }

    /** 1 - exp(-V), less than 1 and rising. */
    @Override
    public Tensor activation(Tensor scores) {
        return Elementary.exp(scores.neg()).neg().add(new Scalar(1.0));
    }

    /** The root of 1 - T is exp(-V/2): no root of a rounded zero, whose slope is infinite. */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        return fromRoot(Elementary.exponent(scores.neg()).mul(new Scalar(0.5)).exp());
    }

    private static Tensor fromRoot(Tensor root) {
        return root.neg()
                .add(new Scalar(2.0))
                .clamp_min(new Scalar(0.0))
                .square()
                .sub(new Scalar(1.0));
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
