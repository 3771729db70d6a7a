package org.monge.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * f-GAN, Nowozin et al. (2016), eq. 6: the discriminator raises F = E[T(x)] - E[f*(T(G(z)))], a lower bound of the
 * divergence D_f between data and samples, with T = g_f(V) of the scores V.
 *
 * @param f which divergence
 * @param generator what the generator minimises
 */
public record FGan(Divergence f, GeneratorLoss generator) implements PointwiseObjective {
    /** -E[T(x)]. */
    @Override
    public Tensor realLoss(Tensor realScores) {
        return f.activation(realScores).mean().neg();
    }

    /** E[f*(T(G(z)))]. */
    @Override
    public Tensor fakeLoss(Tensor fakeScores) {
        return f.conjugateOfActivation(fakeScores).mean();
    }

    @Override
    public Tensor generatorLoss(Tensor fakeScores) {
        return switch (generator) {
            case SATURATING -> fakeLoss(fakeScores).neg();
            case NON_SATURATING -> realLoss(fakeScores);
        };
    }

    @Override
    public String divergence() {
        return f.name();
    }

    /** F: the divergence at the best discriminator, less at any other. */
    @Override
    public Tensor divergence(Tensor discriminatorLoss) {
        return discriminatorLoss.neg();
    }
}
