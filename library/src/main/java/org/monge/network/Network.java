package org.monge.network;

import org.bytedeco.pytorch.Tensor;

/** A network that can play either part. */
public interface Network extends Generator, Discriminator {
    @Override
    default Network given(Tensor labels) {
        return this;
    }
}
