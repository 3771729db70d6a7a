package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The functions that objectives are made of, with finite values and slopes at scores of any size. */
public final class Elementary {
    /**
     * Up to here {@link #exp} is the exponential. Its square, which Adam keeps of gradients, is then 1e26 at most; float32
     * ends at 3e38.
     */
    public static final double BOUND = 30;

    /** Above it log(1 + e^x) is x to the last bit of a double. */
    private static final double EXACT = 40;

    private Elementary() {}

    /** log(1 + e^x). */
    public static Tensor softplus(Tensor x) {
        return torch.softplus(x, new Scalar(1.0), new Scalar(EXACT));
    }

    /** e^x up to {@link #BOUND}, above it the tangent line there, e^30 (x - 29). */
    public static Tensor exp(Tensor x) {
        return exponent(x).exp();
    }

    /** The logarithm of {@link #exp}: x up to {@link #BOUND}, 30 + log(x - 29) above. */
    public static Tensor exponent(Tensor x) {
        Tensor beyond =
                x.sub(new Scalar(BOUND)).clamp_min(new Scalar(0.0)).log1p().add(new Scalar(BOUND));
        return torch.where(x.gt(new Scalar(BOUND)), beyond, x);
    }

    /** log log(1 + e^x), which is x where e^x is lost beside 1. */
    static Tensor logSoftplus(Tensor x) {
        Tensor near = softplus(x.clamp_min(new Scalar(-BOUND))).log();
        return torch.where(x.gt(new Scalar(-BOUND)), near, x);
    }
}
