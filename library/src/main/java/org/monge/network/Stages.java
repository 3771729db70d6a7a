package org.monge.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.monge.network.Convolutions.Convolution;

/** How layers one after another are computed: those that are faster as one function, as one. */
final class Stages {
    /** A layer to compute, and which of the layers' weights are its own. */
    private record Stage(Layer layer, int index) {}

    /** One layer's part in going through all. */
    interface Step<T> {
        T apply(Layer layer, Tensor samples, Weights weights);
    }

    private final List<Stage> stages = new ArrayList<>();

    Stages(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean fused =
                    layer instanceof Interpolation && i + 1 < layers.size() && layers.get(i + 1) instanceof Convolution;
            if (fused) {
                i++;
                layer = new InterpolatedConvolution((Interpolation) layer, (Convolution) layers.get(i));
            }
            stages.add(new Stage(layer, i));
        }
    }

    Tensor forward(Tensor samples, IntFunction<Weights> weights, Step<Tensor> step) {
        Tensor reached = samples;
        for (Stage stage : stages) {
            reached = step.apply(stage.layer(), reached, weights.apply(stage.index()));
        }
        return reached;
    }

    Differential differential(Tensor samples, IntFunction<Weights> weights, Step<Differential> step) {
        Deque<UnaryOperator<Tensor>> backwards = new ArrayDeque<>();
        Tensor output = forward(samples, weights, (layer, reached, own) -> {
            Differential differential = step.apply(layer, reached, own);
            backwards.push(differential.pullback());
            return differential.output();
        });
        return new Differential(output, gradient -> {
            Tensor reached = gradient;
            for (UnaryOperator<Tensor> pullback : backwards) {
                reached = pullback.apply(reached);
            }
            return reached;
        });
    }
}
