package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.RandomStream;
import org.monge.network.Discriminator;

/** Zero. */
public record NoPenalty() implements Penalty {
    @Override
    public Tensor evaluate(Discriminator discriminator, Tensor real, Tensor fake, RandomStream random) {
        return torch.zeros(new long[] {}, real.options());
    }

    @Override
    public boolean differentiatesScores() {
        return false;
    }

    @Override
    public boolean isPerSample() {
        return false;
    }
}
