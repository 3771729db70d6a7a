package org.monge.objective;

import static org.bytedeco.pytorch.global.torch.xlogy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * f(u) = u log u - (u + 1) log(u + 1): twice the Jensen-Shannon divergence less log 4, what the original game of
 * Goodfellow et al. (2014) minimises. Its range is [-log 4, 0].
 */
public record Gan() implements Divergence {
    @Override
    public String name() {
        return "gan";
    }

    @Override
    public Tensor f(Tensor ratios) {
        return xlogy(ratios, ratios).sub(ratios.add(new Scalar(1.0)).mul(ratios.log1p()));
    }

    /** log(u / (u + 1)). */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.log().sub(ratios.log1p());
    }

    /** -log(1 - e^t). */
    @Override
    public Tensor conjugate(Tensor values) {
        return values.expm1().neg().log().neg();
    }

    /** -softplus(-V): the logarithm of the score's sigmoid. */
    @Override
    public Tensor activation(Tensor scores) {
        return Elementary.softplus(scores.neg()).neg();
    }

    /** softplus(V). */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        return Elementary.softplus(scores);
    }

    @Override
    public double threshold() {
        return -Math.log(2);
    }

    @Override
    public double domainEnd() {
        return 0;
    }
}
