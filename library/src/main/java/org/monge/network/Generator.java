package org.monge.network;

import org.bytedeco.pytorch.Tensor;

/** Maps noise to samples. */
public interface Generator extends Player {
    /** Latents {@code (N, size)} to samples {@code (N, ...)} in the range of the data, [-1, 1] for images. */
    Tensor generate(Tensor latents, Mode mode);

    /** Samples for use, one independent of another: {@link #generate(Tensor, Mode)} in {@link Mode#EVALUATION}. */
    default Tensor generate(Tensor latents) {
        return generate(latents, Mode.EVALUATION);
    }

    /**
     * This player as it makes samples of these classes; itself if it knows no classes. The view has the player's own weights.
     *
     * @param labels one per sample, {@code (N)} of int64
     */
    default Generator given(Tensor labels) {
        return this;
    }
}
