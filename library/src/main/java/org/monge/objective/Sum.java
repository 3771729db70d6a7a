package org.monge.objective;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.network.Discriminator;

/**
 * Several penalties together, R1 and R2 say.
 *
 * @param of the penalties, which draw their random numbers in this order
 */
public record Sum(List<Penalty> of) implements Penalty {
    /** @throws IllegalArgumentException if there is none */
    public Sum {
        Require.that(!of.isEmpty(), "of", "at least one penalty", "none");
        of = List.copyOf(of);
    }

    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        Tensor total = new NoPenalty().evaluate(discriminator, real, fake, random);
        for (Penalty penalty : of) {
            total = total.add(penalty.evaluate(discriminator, real, fake, random));
        }
        return total;
    }

    @Override
    public boolean differentiatesScores() {
        return of.stream().anyMatch(Penalty::differentiatesScores);
    }

    @Override
    public boolean isPerSample() {
        return of.stream().anyMatch(Penalty::isPerSample);
    }
}
