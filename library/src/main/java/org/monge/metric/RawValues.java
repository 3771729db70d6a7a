package org.monge.metric;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Sha256;

/** Samples as they are: the values of an image's pixels in [-1, 1], the coordinates of a point. */
public record RawValues() implements FeatureSpace {
    @Override
    public Identity identity() {
        return new Identity("pixels", Sha256.of("raw values in [-1, 1]"), "none");
    }

    @Override
    public Tensor features(Tensor samples) {
        return samples.flatten(1, -1);
    }
}
