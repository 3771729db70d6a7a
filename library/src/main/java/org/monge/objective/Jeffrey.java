package org.monge.objective;

import static org.monge.engine.Scope.withoutGrad;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Jeffrey's divergence, f(u) = (u - 1) log u: KL(P||Q) + KL(Q||P), Nowozin et al. (2016), table 5. Its conjugate, there in
 * terms of Lambert's W, is u + log u - 1 at the ratio u whose slope is t.
 */
public record Jeffrey() implements Divergence {
    /** From the starts below, five reach the last bit of a double. */
    private static final int NEWTON_STEPS = 6;

    @Override
    public String name() {
        return "jeffrey";
    }

    @Override
    public Tensor f(Tensor ratios) {
        return ratios.sub(new Scalar(1.0)).mul(ratios.log());
    }

    /** 1 + log u - 1/u. */
    @Override
    public Tensor slope(Tensor ratios) {
        return ratios.log().add(new Scalar(1.0)).sub(ratios.reciprocal());
    }

    /**
     * u + log u - 1, where f'(u) = t; in the paper's terms W(e^(1-t)) + 1/W(e^(1-t)) + t - 2. Its derivative is u, exactly,
     * by the envelope theorem; it can be differentiated once.
     */
    @Override
    public Tensor conjugate(Tensor values) {
        Tensor constant = values.detach();
        Tensor logRatios = withoutGrad(() -> logRatios(constant));
        Tensor ratios = logRatios.exp();
        Tensor value = ratios.add(logRatios).sub(new Scalar(1.0));
        return value.add(ratios.mul(values.sub(constant))); // the difference is zero, its derivative is not
    }

    /** x = log u with x + 1 - e^-x = t, by Newton's method from the side on which it cannot overshoot. */
    private static Tensor logRatios(Tensor values) {
        Tensor goal = values.sub(new Scalar(1.0));
        Tensor low = goal.clamp_max(new Scalar(-1.0)).neg().log().neg();
        Tensor reached = torch.where(goal.lt(new Scalar(-1.0)), low, goal);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            Tensor inverse = reached.neg().exp();
            Tensor excess = reached.sub(inverse).sub(goal);
            reached = reached.sub(excess.div(inverse.add(new Scalar(1.0))));
        }
        return reached;
    }

    /** V, bent above 31. */
    @Override
    public Tensor activation(Tensor scores) {
        return Elementary.exponent(scores.sub(new Scalar(1.0))).add(new Scalar(1.0));
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public double domainEnd() {
        return Double.POSITIVE_INFINITY;
    }
}
