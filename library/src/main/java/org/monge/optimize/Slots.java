package org.monge.optimize;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Scope;
import org.monge.engine.State;

/** One tensor of zeros for each parameter, of its shape and type, under the name that PyTorch gives it. */
final class Slots implements AutoCloseable {
    private final String name;
    private final TensorVector tensors = new TensorVector();

    Slots(String name, TensorVector parameters) {
        this.name = name;
        Scope.scoped(() -> {
            for (long i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i).detach();
                tensors.push_back(torch.zeros_like(parameter));
            }
        });
    }

    TensorVector tensors() {
        return tensors;
    }

    void describe(long index, State state) {
        state.tensor(index + "." + name, tensors.get(index));
    }

    @Override
    public void close() {
        tensors.close();
    }
}
