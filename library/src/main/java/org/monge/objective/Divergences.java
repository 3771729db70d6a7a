package org.monge.objective;

import static org.bytedeco.pytorch.global.torch.xlogy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The f-divergences of Nowozin et al. (2016), tables 1, 2, 5 and 6, that are powers and logarithms of the ratio
 * alone; the others have files of their own.
 *
 * <p>For reverse KL, Neyman and squared Hellinger two signs of the score circulate: -e^-V in the paper's table, -e^V in
 * code of its authors. The former is taken, since only it makes T rise with the score.
 *
 * <p>Scores that lead to exponentials beyond {@link Elementary#BOUND} are bent, so that e^x goes on as its tangent there.
 * They are bent for T and f*(T) alike: the loss stays a lower bound of the divergence, whatever the scores.
 */
public final class Divergences {
    private Divergences() {}

    /** f(u) = |u - 1| / 2. Its range is [0, 1]. */
    public record TotalVariation() implements Divergence {
        @Override
        public String name() {
            return "total-variation";
        }

        @Override
        public Tensor f(Tensor ratios) {
            return ratios.sub(new Scalar(1.0)).abs().mul(new Scalar(0.5));
        }

        /** sign(u - 1) / 2. */
        @Override
        public Tensor slope(Tensor ratios) {
            return ratios.sub(new Scalar(1.0)).sign().mul(new Scalar(0.5));
        }

        /** max(t, -1/2). */
        @Override
        public Tensor conjugate(Tensor values) {
            return values.clamp_min(new Scalar(-0.5));
        }

        /** tanh(V) / 2. */
        @Override
        public Tensor activation(Tensor scores) {
            return scores.tanh().mul(new Scalar(0.5));
        }

        /** The middle of f's slopes at its corner. */
        @Override
        public double threshold() {
            return 0;
        }

        @Override
        public double domainEnd() {
            return 0.5;
        }
    }

    /** f(u) = u log u: KL(P||Q). */
    public record KullbackLeibler() implements Divergence {
        @Override
        public String name() {
            return "kl";
        }

        @Override
        public Tensor f(Tensor ratios) {
            return xlogy(ratios, ratios);
        }

        /** 1 + log u. */
        @Override
        public Tensor slope(Tensor ratios) {
            return ratios.log().add(new Scalar(1.0));
        }

        /** exp(t - 1). */
        @Override
        public Tensor conjugate(Tensor values) {
            return values.sub(new Scalar(1.0)).exp();
        }

        /** V, bent above 31. */
        @Override
        public Tensor activation(Tensor scores) {
            return Elementary.exponent(scores.sub(new Scalar(1.0))).add(new Scalar(1.0));
        }

        /** exp(V - 1), its tangent above 31. */
        @Override
        public Tensor conjugateOfActivation(Tensor scores) {
            return Elementary.exp(scores.sub(new Scalar(1.0)));
        }

        @Override
        public double threshold() {
            return 1;
        }

        @Override
        public double domainEnd() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** f(u) = -log u: KL(Q||P). */
    public record ReverseKullbackLeibler() implements Divergence {
        @Override
        public String name() {
            return "reverse-kl";
        }

        @Override
        public Tensor f(Tensor ratios) {
            return ratios.log().neg();
        }

        /** -1/u. */
        @Override
        public Tensor slope(Tensor ratios) {
            return ratios.reciprocal().neg();
        }

        /** -1 - log(-t). */
        @Override
        public Tensor conjugate(Tensor values) {
            return values.neg().log().add(new Scalar(1.0)).neg();
        }

        /** -exp(-V), its tangent below -30. */
        @Override
        public Tensor activation(Tensor scores) {
            return Elementary.exp(scores.neg()).neg();
        }

        /** V - 1, bent below -30. */
        @Override
        public Tensor conjugateOfActivation(Tensor scores) {
            return Elementary.exponent(scores.neg()).add(new Scalar(1.0)).neg();
        }

        @Override
        public double threshold() {
            return -1;
        }

        @Override
        public double domainEnd() {
            return 0;
        }
    }

    /**
     * f(u) = (u - 1)^2: the integral of (p - q)^2 / q. The paper's column of integrals prints another, which its published
     * numbers do not follow.
     */
    public record Pearson() implements Divergence {
        @Override
        public String name() {
            return "pearson";
        }

        @Override
        public Tensor f(Tensor ratios) {
            return ratios.sub(new Scalar(1.0)).square();
        }

        /** 2 (u - 1). */
        @Override
        public Tensor slope(Tensor ratios) {
            return ratios.sub(new Scalar(1.0)).mul(new Scalar(2.0));
        }

        /** t^2 / 4 + t, and -1 below t = -2. */
        @Override
        public Tensor conjugate(Tensor values) {
            return values.mul(new Scalar(0.5))
                    .add(new Scalar(1.0))
                    .clamp_min(new Scalar(0.0))
                    .square()
                    .sub(new Scalar(1.0));
        }

        /** V. */
        @Override
        public Tensor activation(Tensor scores) {
            return scores;
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

    /** f(u) = (1 - u)^2 / u: the integral of (p - q)^2 / p. */
    public record Neyman() implements Divergence {
        @Override
        public String name() {
            return "neyman";
        }

        @Override
        public Tensor f(Tensor ratios) {
            return ratios.sub(new Scalar(1.0)).square().div(ratios);
        }

        /** 1 - 1/u^2. */
        @Override
        public Tensor slope(Tensor ratios) {
            return ratios.square().reciprocal().sub(new Scalar(1.0)).neg();
        }

        /** 2 - 2 sqrt(1 - t). */
        @Override
        public Tensor conjugate(Tensor values) {
            return values.sub(new Scalar(1.0))
                    .neg()
                    .sqrt()
                    .sub(new Scalar(1.0))
                    .mul(new Scalar(2.0))
                    .neg();
        }

        /** 1 - exp(-V), its tangent below -30. */
        @Override
        public Tensor activation(Tensor scores) {
            return Elementary.exp(scores.neg()).sub(new Scalar(1.0)).neg();
        }

        /** 2 - 2 exp(-V/2), bent below -30. */
        @Override
        public Tensor conjugateOfActivation(Tensor scores) {
            return Elementary.exponent(scores.neg())
                    .mul(new Scalar(0.5))
                    .expm1()
                    .mul(new Scalar(2.0))
                    .neg();
        }

        @Override
        public double threshold() {
            return 0;
        }

        @Override
        public double domainEnd() {
            return 1;
        }
    }
}
