package org.monge.objective;

import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.Tensors;
import org.monge.engine.State;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/** D(x) = sum of x; remembers all that it was asked. */
class Recorder implements Discriminator {
    double[] recorded = {};
    Mode mode;

    @Override
    public Tensor score(Tensor samples, Mode asked) {
        recorded = DoubleStream.concat(DoubleStream.of(recorded), DoubleStream.of(Tensors.values(samples)))
                .toArray();
        mode = asked;
        return samples.flatten(1, -1).sum(1).unsqueeze(1);
    }

    @Override
    public TensorVector parameters() {
        return new TensorVector();
    }

    @Override
    public void describe(State state) {}
}
