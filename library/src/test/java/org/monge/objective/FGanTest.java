package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class FGanTest extends PointwiseObjectiveContract {
    private static final FGan SATURATING = new FGan(new Gan(), GeneratorLoss.SATURATING);

    @Override
    PointwiseObjective objective() {
        return new FGan(new Divergences.KullbackLeibler(), GeneratorLoss.NON_SATURATING);
    }

    @Test
    void lossesAreThoseOfTheBound() {
        scoped(() -> {
            Tensor scores = Tensors.of(new double[] {0.5, 2}, 2, 1);
            assertEquals(-1.25, value(objective().realLoss(scores)), 1e-15, "-E[V]");
            double conjugate = (Math.exp(-0.5) + Math.exp(1)) / 2;
            assertEquals(conjugate, value(objective().fakeLoss(scores)), 1e-15, "E[exp(V - 1)]");
            assertEquals(-1.25, value(objective().generatorLoss(scores)), 1e-15, "-E[V]");
            FGan saturating = new FGan(new Divergences.KullbackLeibler(), GeneratorLoss.SATURATING);
            assertEquals(-conjugate, value(saturating.generatorLoss(scores)), 1e-15, "-E[exp(V - 1)]");
        });
    }

    @Test
    void estimateIsTheBound() {
        scoped(() -> assertEquals(3, value(objective().divergence(Tensors.of(new double[] {-3}, 1)))));
        assertEquals("kl", objective().divergence());
        assertEquals("gan", SATURATING.divergence());
    }

    @Test
    void withTheOriginalDivergenceItIsTheOriginalGame() {
        Minimax minimax = new Minimax(0, 0);
        NonSaturating nonSaturating = new NonSaturating(0, 0);
        FGan other = new FGan(new Gan(), GeneratorLoss.NON_SATURATING);
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {0.5, 2, -3}, 3, 1);
            Tensor fake = Tensors.of(new double[] {1, -2, 0.1}, 3, 1);
            double loss = value(minimax.discriminatorLoss(real, fake));
            assertEquals(loss, value(SATURATING.discriminatorLoss(real, fake)), 1e-15);
            assertEquals(value(minimax.generatorLoss(fake)), value(SATURATING.generatorLoss(fake)), 1e-15);
            assertEquals(value(nonSaturating.generatorLoss(fake)), value(other.generatorLoss(fake)), 1e-15);
        });
    }
}
