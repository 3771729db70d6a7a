package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The discriminator's side of the original game, Goodfellow et al. (2014), eq. 1, from unbounded scores V with
 * D = 1 / (1 + e^-V): so -log D(x) = softplus(-V(x)) and -log(1 - D(x)) = softplus(V(x)).
 */
interface Logistic extends PointwiseObjective {
    /** How much less than 1 the discriminator is told of samples called real. */
    double smoothing();

    /** The share of each batch whose label is told wrong. */
    double flipping();

    /** -E[log D(x)], but for smoothing and flipping. */
    @Override
    default Tensor realLoss(Tensor realScores) {
        return told(realScores, 1 - smoothing(), 0);
    }

    /** -E[log(1 - D(G(z)))], but for flipping. */
    @Override
    default Tensor fakeLoss(Tensor fakeScores) {
        return told(fakeScores, 0, 1 - smoothing());
    }

    /** The mean cross-entropy where the first samples are told wrong. Batches are shuffled: the first are any. */
    private Tensor told(Tensor scores, double right, double wrong) {
        long samples = scores.size(0);
        long flipped = Math.round(flipping() * samples);
        if (flipped == 0) {
            return crossEntropy(scores, right).mean();
        }
        Tensor first = crossEntropy(scores.narrow(0, 0, flipped), wrong).sum();
        Tensor rest = crossEntropy(scores.narrow(0, flipped, samples - flipped), right)
                .sum();
        return first.add(rest).div(new Scalar((double) samples));
    }

    /** -target log D - (1 - target) log(1 - D), {@code (N, 1)}. */
    private static Tensor crossEntropy(Tensor scores, double target) {
        Tensor yes = Elementary.softplus(scores.neg()).mul(new Scalar(target));
        Tensor no = Elementary.softplus(scores).mul(new Scalar(1 - target));
        return yes.add(no);
    }

    @Override
    default String divergence() {
        return "jensen-shannon";
    }

    /**
     * log 2 - loss / 2: from 0 to log 2 at the best discriminator, where it is the Jensen-Shannon divergence (half the sum
     * of two KL divergences), less at any other.
     *
     * <p>With smoothing s it no longer is: equal distributions then give ((1-s) log(1-s) + (1+s) log(1+s)) / 2, about
     * s^2 / 2, and disjoint ones log 2 - h(s) / 2, where h(s) = -s log s - (1-s) log(1-s). With flipping r it compares the
     * mixtures (1-r) p + r q and (1-r) q + r p: disjoint distributions give log 2 - h(r).
     */
    @Override
    default Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.mul(new Scalar(-0.5)).add(new Scalar(Math.log(2)));
    }
}
