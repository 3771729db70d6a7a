package org.monge.objective;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.network.Mode;

/** D(x) = |x|^2 / 2, whose slope is x. */
class Quadratic extends Recorder {
    @Override
    public Tensor score(Tensor samples, Mode mode) {
        super.score(samples, mode);
        return samples.flatten(1, -1).square().sum(1).mul(new Scalar(0.5)).unsqueeze(1);
    }
}
