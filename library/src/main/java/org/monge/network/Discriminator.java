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

    /**
     * This player as it judges samples as those of these classes; itself if it knows no classes. The view has the player's own weights.
     *
     * @param labels one per sample, {@code (N)} of int64
     */
    default Discriminator given(Tensor labels) {
        return this;
    }
}
