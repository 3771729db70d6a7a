package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Judges samples; a critic where the objective is a Wasserstein distance. */
public interface Discriminator extends Player {
    /** Samples {@code (N, ...)} to unbounded scores {@code (N, 1)}, higher for what looks more real. */
    Tensor score(Tensor samples, Mode mode);

    /** Scores for use: {@link #score(Tensor, Mode)} in {@link Mode#EVALUATION}. */
    default Tensor score(Tensor samples) {
        return score(samples, Mode.EVALUATION);
    }

    /**
     * What each layer makes of the samples, in order, each {@code (N, ...)}; the scores are the last. Layers that are computed
     * as one, an enlargement and the convolution after it, count as one.
     */
    default List<Tensor> activations(Tensor samples, Mode mode) {
        return List.of(score(samples, mode));
    }

    /**
     * The gradient of each sample's score with respect to the sample, of the samples' shape: what a penalty on slopes is made
     * of. It can be differentiated by the parameters. Where scores depend on other samples, it is that of their sum.
     */
    default Tensor slopes(Tensor samples, Mode mode) {
        Differential scores = Differential.automatic(samples.detach(), points -> score(points, mode));
        return scores.pullback().apply(torch.ones_like(scores.output().detach()));
    }

    /** Whether {@link Mode#TRAINING} scores each sample as it would alone and moves nothing: two batches may be scored as one. */
    default boolean scoresEachAlone() {
        return false;
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
