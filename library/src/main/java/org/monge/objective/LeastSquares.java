package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/**
 * Least squares, Mao et al. (2017), eq. 2, halves included. Their two codings are (a, b, c) = (0, 1, 1) and (-1, 1, 0),
 * section 3.2.
 *
 * @param a what the discriminator wants to say of generated samples
 * @param b what it wants to say of real ones
 * @param c what the generator wants it to say of generated ones
 */
public record LeastSquares(double a, double b, double c) implements PointwiseObjective {
    /** @throws IllegalArgumentException if {@code b} or {@code c} does not exceed {@code a} */
    public LeastSquares {
        Require.that(b > a, "b", "greater than a, " + a, b);
        Require.that(c > a, "c", "greater than a, " + a, c);
    }

    /** E[(D(x) - b)^2] / 2. */
    @Override
    public Tensor realLoss(Tensor realScores) {
        return distance(realScores, b);
    }

    /** E[(D(G(z)) - a)^2] / 2. */
    @Override
    public Tensor fakeLoss(Tensor fakeScores) {
        return distance(fakeScores, a);
    }

    /** E[(D(G(z)) - c)^2] / 2. */
    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return distance(fakeScores, c);
    }

    private static Tensor distance(Tensor scores, double goal) {
        return scores.sub(new Scalar(goal)).square().mean().mul(new Scalar(0.5));
    }

    @Override
    public String divergence() {
        return "pearson-to-mixture";
    }

    /**
     * 2 - 8 loss / (b - a)^2: at the best discriminator the integral of (p - q)^2 / (p + q), from 0 to 2, less at any other.
     * The paper calls it the Pearson divergence between p + q and 2q.
     */
    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.mul(new Scalar(-8 / ((b - a) * (b - a)))).add(new Scalar(2.0));
    }
}
