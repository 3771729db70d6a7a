package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Scope;

/**
 * An f-divergence D_f(P||Q) = E_q[f(p/q)] and what its variational bound E_p[T] - E_q[f*(T)] needs, Nowozin et al. (2016),
 * section 2 and tables 1 to 6. Every method works value by value.
 *
 * <p>f is convex on [0, infinity) with f(1) = 0 (but for {@link Gan}), so f*(t) = sup over u at least 0 of
 * u t - f(u), which never falls. Where the paper's table lets u be negative as well (total variation, Pearson, alpha above
 * 1), f* here is the constant -f(0) below the slope of f at 0.
 */
public interface Divergence {
    /** What a meter calls it: {@code reverse-kl}, say. */
    String name();

    /** f(u), of ratios u = p/q greater than 0. */
    Tensor f(Tensor ratios);

    /** f'(u) of ratios p/q: T*, the best discriminator's output. */
    Tensor slope(Tensor ratios);

    /** f*(t), for t less than {@link #domainEnd}. */
    Tensor conjugate(Tensor values);

    /** T = g_f(V): from an unbounded score to f*'s domain, rising with the score. */
    Tensor activation(Tensor scores);

    /**
     * f*(g_f(V)). Divergences whose conjugate is delicate at the edge of its domain give it in a form that is finite, with
     * finite slopes, at scores of any size in every floating type.
     */
    default Tensor conjugateOfActivation(Tensor scores) {
        return conjugate(activation(scores));
    }

    /** f'(1): the discriminator takes a sample for real if T exceeds it. */
    default double threshold() {
        return Scope.reading(() -> slope(torch.ones(new long[] {1}, new TensorOptions(ScalarType.Double)))
                .item_double());
    }

    /** The upper end of f*'s domain, which {@link #activation} never exceeds. */
    default double domainEnd() {
        return Double.POSITIVE_INFINITY;
    }
}
