package org.monge.metric;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The effective rank of samples' covariance, exp(-sum p_i log p_i) with p_i the part of eigenvalue i in their sum: Roy and
 * Vetterli (2007), definition 1, on eigenvalues. d for a ball in d dimensions, 1 for a line, 0 for copies of one sample.
 */
public final class CovarianceRank {
    private CovarianceRank() {}

    /**
     * The rank, at most the dimension and the count less 1.
     *
     * @throws IllegalArgumentException if there are fewer than 2 samples
     */
    public static double of(Features samples) {
        Require.that(samples.count() >= 2, "count of features", "at least 2 for a covariance", samples.count());
        return Scope.reading(() -> {
            Tensor x = samples.tensor();
            Tensor centered = x.sub(x.mean(0)); // (N, D)
            boolean wide = samples.dimension() > samples.count();
            Tensor products =
                    wide ? centered.matmul(centered.t()) : centered.t().matmul(centered);
            Tensor eigenvalues =
                    positive(torch.linalg_eigvalsh(products), x.square().sum());
            Tensor shares = eigenvalues.div(eigenvalues.sum());
            return eigenvalues.numel() == 0
                    ? 0.0
                    : Math.exp(-shares.mul(shares.log()).sum().item_double());
        });
    }

    /** Those that are not 0 but for rounding. */
    private static Tensor positive(Tensor eigenvalues, Tensor size) {
        double rounding = eigenvalues.numel() * Math.ulp(1.0) * size.item_double();
        return eigenvalues.masked_select(eigenvalues.gt(torch.tensor(rounding)));
    }
}
