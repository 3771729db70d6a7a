package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The hinge loss, Lim and Ye (2017), as in Miyato et al. (2018), eq. 16 and 17. */
public record Hinge() implements PointwiseObjective {
    /** E[max(0, 1 - D(x))]. */
    @Override
    public Tensor realLoss(Tensor realScores) {
        return shortfall(realScores);
    }

    /** E[max(0, 1 + D(G(z)))]. */
    @Override
    public Tensor fakeLoss(Tensor fakeScores) {
        return shortfall(fakeScores.neg());
    }

    /** -E[D(G(z))]. */
    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return fakeScores.mean().neg();
    }

    private static Tensor shortfall(Tensor scores) {
        return scores.neg().add(new Scalar(1.0)).relu().mean();
    }

    @Override
    public String divergence() {
        return "total-variation";
    }

    /** 1 - loss / 2: at the best discriminator half the integral of |p - q|, from 0 to 1, less at any other. */
    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.mul(new Scalar(-0.5)).add(new Scalar(1.0));
    }
}
