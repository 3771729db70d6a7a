package org.monge.network;

import static org.monge.engine.Scope.keeping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.engine.State;

/**
 * A chain of layers with weights of its own; it can play either part. Its state has the names of a PyTorch
 * {@code nn.Sequential} of the same layers: {@code 0.weight}, {@code 1.running_mean}.
 */
public final class Sequential implements Generator, Discriminator, AutoCloseable {
    private final Architecture architecture;
    private final Shape input;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Weights> weights = new ArrayList<>();
    private final TensorVector parameters = new TensorVector();

    Sequential(Architecture architecture, Shape input, ScalarType type, RandomStream random) {
        this.architecture = architecture;
        this.input = input;
        for (Architecture.Row row : architecture.rows(input)) {
            Map<String, Tensor> own = new LinkedHashMap<>();
            for (Weight weight : row.weights()) {
                Tensor tensor = keeping(() -> fresh(weight, architecture.initializer(), type, random));
                own.put(weight.name(), tensor);
                tensors.put(row.index() + "." + weight.name(), tensor);
                if (weight.role().isTrained()) {
                    tensor.set_requires_grad(true);
                    parameters.push_back(tensor);
                }
            }
            weights.add(new Weights(own));
        }
    }

    private static Tensor fresh(Weight weight, Initializer initializer, ScalarType type, RandomStream random) {
        long[] shape =
                weight.shape().extents().stream().mapToLong(Long::longValue).toArray();
        return switch (weight.role()) {
            case KERNEL -> initializer.kernel(weight, type, random);
            case BIAS, RUNNING_MEAN -> torch.zeros(shape, new TensorOptions(type));
            case GAIN, RUNNING_VARIANCE -> torch.ones(shape, new TensorOptions(type));
        };
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The shape of one input. */
    public Shape input() {
        return input;
    }

    /** Every tensor by its state-dict name, live. */
    public Map<String, Tensor> tensors() {
        return Map.copyOf(tensors);
    }

    @Override
    public Tensor generate(Tensor latents, Mode mode) {
        return forward(latents, mode);
    }

    @Override
    public Tensor score(Tensor samples, Mode mode) {
        return forward(samples, mode);
    }

    private Tensor forward(Tensor samples, Mode mode) {
        Tensor reached = samples;
        for (int i = 0; i < weights.size(); i++) {
            reached = architecture.layers().get(i).forward(reached, weights.get(i), mode);
        }
        return reached;
    }

    @Override
    public TensorVector parameters() {
        return parameters;
    }

    @Override
    public void describe(State state) {
        tensors.forEach(state::tensor);
    }

    @Override
    public void close() {
        parameters.close();
        tensors.values().forEach(Tensor::close);
    }
}
