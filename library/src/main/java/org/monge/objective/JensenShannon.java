package org.monge.objective;

import static org.bytedeco.pytorch.global.torch.xlogy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * f(u) = u log u - (u + 1) log((u + 1) / 2): twice the Jensen-Shannon divergence, with range [0, 2 log 2]. The paper's
 * column of integrals has a half that its f and its published numbers have not.
 */
public record JensenShannon() implements Divergence {
    private static final double LOG_TWO = Math.log(2);

    @Override
    public String name() {
        return "jensen-shannon";
    }

    @Override
    public Tensor f(Tensor ratios) {
        Tensor more = ratios.add(new Scalar(1.0));
        return xlogy(ratios, ratios).sub(more.mul(more.log().sub(new Scalar(LOG_TWO))));
    }

    /** log(2u / (u + 1)). */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.log().sub(ratios.log1p()).add(new Scalar(LOG_TWO));
    }

    /** -log(2 - e^t). */
    @Override
    public Tensor conjugate(Tensor values) {
        return values.exp().sub(new Scalar(1.0)).neg().log1p().neg();
    }

    /** log 2 - softplus(-V). */
    @Override
    public Tensor activation(Tensor scores) {
        return Elementary.softplus(scores.neg()).sub(new Scalar(LOG_TWO)).neg();
    }

    /** softplus(V) - log 2. */
    @Override
    public Tensor conjugateOfActivation(Tensor scores) {
        return Elementary.softplus(scores).sub(new Scalar(LOG_TWO));
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public double domainEnd() {
        return Math.log(2);
    }
}
