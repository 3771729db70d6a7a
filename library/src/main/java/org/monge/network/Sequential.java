package org.monge.network;

import static org.monge.engine.Scope.keeping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;

/**
 * A chain of layers with weights of its own; it can play either part. Its state has the names of a PyTorch
 * {@code nn.Sequential} of the same layers: {@code 0.weight}, {@code 1.running_mean}.
 */
public final class Sequential implements Network, AutoCloseable {
    private final Architecture architecture;
    private final Shape input;
    private final Execution execution;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Weights> weights = new ArrayList<>();
    private final TensorVector parameters = new TensorVector();
    private final Stages stages;

    Sequential(Architecture architecture, Shape input, ScalarType type, RandomStream random, Execution execution) {
        this.architecture = architecture;
        this.input = input;
        this.stages = new Stages(architecture.layers());
        this.execution = execution;
        Device device = execution.device();
        for (Architecture.Row row : architecture.rows(input)) {
            Map<String, Tensor> own = new LinkedHashMap<>();
            for (Weight weight : row.weights()) {
                Tensor tensor =
                        keeping(() -> laidOut(device.put(fresh(weight, architecture.initializer(), type, random))));
                own.put(weight.name(), tensor);
                tensors.put(row.index() + "." + weight.name(), tensor);
                if (weight.role().isTrained()) {
                    tensor.set_requires_grad(true);
                    parameters.push_back(tensor);
                }
            }
            weights.add(new Weights(own));
        }
        Scope.scoped(() -> Scope.mutating(() -> forEach(Layer::start)));
        enforceBounds();
    }

    /** Kernels of images as convolutions read them, and as the gradients of kernels come. */
    private static Tensor laidOut(Tensor tensor) {
        return tensor.dim() == 4 ? Correlation.channelsLast(tensor) : tensor;
    }

    private static Tensor fresh(Weight weight, Initializer initializer, ScalarType type, RandomStream random) {
        long[] shape =
                weight.shape().extents().stream().mapToLong(Long::longValue).toArray();
        return switch (weight.role()) {
            case KERNEL -> initializer.kernel(weight, type, random);
            case BIAS, RUNNING_MEAN -> torch.zeros(shape, new TensorOptions(type));
            case GAIN -> initializer.gain(weight, type, random);
            case RUNNING_VARIANCE -> torch.ones(shape, new TensorOptions(type));
            case DIRECTION -> {
                Tensor direction = random.normal(type, shape);
                yield direction.div(direction.norm());
            }
        };
    }

    private void forEach(BiConsumer<Layer, Weights> action) {
        for (int i = 0; i < weights.size(); i++) {
            action.accept(architecture.layers().get(i), weights.get(i));
        }
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The shape of one input. */
    public Shape input() {
        return input;
    }

    /** Every tensor by its state-dict name, live. Kernels of images lie in memory channels last. */
    public Map<String, Tensor> tensors() {
        return Map.copyOf(tensors);
    }

    @Override
    public Tensor generate(Tensor latents, Mode mode) {
        return forward(latents, (layer, reached, own) -> layer.forward(reached, own, mode));
    }

    @Override
    public Tensor score(Tensor samples, Mode mode) {
        return forward(samples, (layer, reached, own) -> layer.forward(reached, own, mode));
    }

    @Override
    public List<Tensor> activations(Tensor samples, Mode mode) {
        return activations(samples, (layer, reached, own) -> layer.forward(reached, own, mode));
    }

    private List<Tensor> activations(Tensor samples, Stages.Step<Tensor> step) {
        List<Tensor> activations = new ArrayList<>();
        Tensor scores = forward(samples, (layer, reached, own) -> {
            Tensor output = step.apply(layer, reached, own);
            activations.add(output);
            return output;
        });
        activations.set(activations.size() - 1, scores); // float32, whatever the layers computed in
        return activations;
    }

    private Tensor forward(Tensor samples, Stages.Step<Tensor> step) {
        return execution.apply(samples, input -> stages.forward(input, weights::get, step));
    }

    @Override
    public boolean scoresEachAlone() {
        return architecture.layers().stream().allMatch(Layer::actsOnEachAlone);
    }

    @Override
    public Tensor slopes(Tensor samples, Mode mode) {
        return slopes(samples, (layer, reached, own) -> layer.differential(reached, own, mode));
    }

    private Tensor slopes(Tensor samples, Stages.Step<Differential> step) {
        return execution.apply(samples.detach(), input -> {
            Differential scores = stages.differential(input, weights::get, step);
            return scores.pullback().apply(torch.ones_like(scores.output().detach()));
        });
    }

    /**
     * What each layer makes of {@code samples} when the network is used, one for each row of the architecture; the last is its
     * output.
     */
    public List<Tensor> activations(Tensor samples) {
        List<Tensor> activations = new ArrayList<>();
        execution.apply(samples, input -> {
            Tensor reached = input;
            for (int i = 0; i < weights.size(); i++) {
                reached = architecture.layers().get(i).forward(reached, weights.get(i), Mode.EVALUATION);
                activations.add(reached);
            }
            return reached;
        });
        return activations;
    }

    /**
     * @throws IllegalArgumentException if this network knows classes and {@code labels} are not {@code (N)} of int64, each
     *     from 0 to the last class; what labels on a GPU are is not looked at
     */
    @Override
    public Network given(Tensor labels) {
        OptionalLong classes = architecture.classes();
        if (classes.isEmpty()) {
            return this;
        }
        return new Given(labels, classes.getAsLong());
    }

    @Override
    public boolean isConditional() {
        return architecture.classes().isPresent();
    }

    /** This network with the labels of the samples that it will see. */
    private final class Given implements Network {
        private final Tensor labels;

        Given(Tensor labels, long classes) {
            this.labels = labels;
            ScalarType type = labels.scalar_type().intern();
            Require.that(type == ScalarType.Long, "type of labels", "Long", type);
            Require.that(labels.dim() == 1, "labels", "in one dimension", labels.dim() + " dimensions");
            if (labels.is_cpu()) { // elsewhere, to read them is to wait for all that was asked of the device
                List<Long> ends = Scope.reading(
                        () -> List.of(labels.min().item_long(), labels.max().item_long()));
                Require.that(ends.get(0) >= 0 && ends.get(1) < classes, "labels", "from 0 to " + (classes - 1), ends);
            }
        }

        @Override
        public Tensor generate(Tensor latents, Mode mode) {
            return forward(latents, mode);
        }

        @Override
        public Tensor score(Tensor samples, Mode mode) {
            return forward(samples, mode);
        }

        @Override
        public List<Tensor> activations(Tensor samples, Mode mode) {
            requireOnePer(samples);
            return Sequential.this.activations(
                    samples, (layer, reached, own) -> layer.forward(reached, labels, own, mode));
        }

        private Tensor forward(Tensor samples, Mode mode) {
            requireOnePer(samples);
            return Sequential.this.forward(samples, (layer, reached, own) -> layer.forward(reached, labels, own, mode));
        }

        @Override
        public Tensor slopes(Tensor samples, Mode mode) {
            requireOnePer(samples);
            return Sequential.this.slopes(
                    samples, (layer, reached, own) -> layer.differential(reached, labels, own, mode));
        }

        private void requireOnePer(Tensor samples) {
            long given = labels.size(0);
            Require.that(given == samples.size(0), "labels", "one per sample, " + samples.size(0), given);
        }

        @Override
        public Network given(Tensor others) {
            return Sequential.this.given(others);
        }

        @Override
        public TensorVector parameters() {
            return parameters;
        }

        @Override
        public void enforceBounds() {
            Sequential.this.enforceBounds();
        }

        @Override
        public void describe(State state) {
            Sequential.this.describe(state);
        }
    }

    @Override
    public TensorVector parameters() {
        return parameters;
    }

    @Override
    public void enforceBounds() {
        Scope.scoped(() -> Scope.mutating(() -> forEach(Layer::enforceBounds)));
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
