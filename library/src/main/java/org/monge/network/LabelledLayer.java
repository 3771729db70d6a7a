package org.monge.network;

import org.bytedeco.pytorch.Tensor;

/** A layer whose output depends on each sample's class too: it makes its network a conditional one. */
public interface LabelledLayer extends Layer {
    /** How many classes there are: labels are from 0 to one less. */
    long classes();

    @Override
    Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode);

    @Override
    default Differential differential(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return Differential.automatic(samples, from -> forward(from, labels, weights, mode));
    }

    /** @throws IllegalStateException always: there are no labels */
    @Override
    default Tensor forward(Tensor samples, Weights weights, Mode mode) {
        throw new IllegalStateException("labels must be given to a conditional network before it is used, got none");
    }
}
