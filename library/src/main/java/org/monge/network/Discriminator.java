package org.monge.network;

import org.bytedeco.pytorch.Tensor;

/** Judges samples; a critic where the objective is a Wasserstein distance. */
public interface Discriminator extends Player {
    /** Samples {@code (N, ...)} to unbounded scores {@code (N, 1)}, higher for what looks more real. */
    Tensor score(Tensor samples, Mode mode);

    /** Scores for use: {@link #score(Tensor, Mode)} in {@link Mode#EVALUATION}. */
    default Tensor score(Tensor samples) {
        return score(samples, Mode.EVALUATION);
    }
}
