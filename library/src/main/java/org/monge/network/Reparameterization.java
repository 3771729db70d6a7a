package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Execution;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** A layer around another, whose kernel it computes from tensors of its own. */
interface Reparameterization extends Layer {
    /** The layer inside. */
    Layer layer();

    /** What takes the place of the layer's kernel, after its other weights, as PyTorch orders them. */
    List<Weight> inPlaceOf(Weight kernel);

    /** The kernel that the layer inside computes with. */
    Tensor kernel(Weights weights, Mode mode);

    static void requireKernel(Layer layer) {
        Require.that(layer instanceof KernelLayer, "layer", "one with a kernel: dense or a convolution", layer);
    }

    /** Which of the kernel's dimensions counts the outputs. */
    static int outputDimension(Layer layer) {
        return ((KernelLayer) layer).outputDimension();
    }

    @Override
    default Shape output(Shape input) {
        return layer().output(input);
    }

    @Override
    default List<Weight> weights(Shape input) {
        List<Weight> weights = new ArrayList<>();
        List<Weight> replaced = new ArrayList<>();
        for (Weight weight : layer().weights(input)) {
            if (weight.name().equals("weight")) {
                replaced.addAll(inPlaceOf(weight));
            } else {
                weights.add(weight);
            }
        }
        weights.addAll(replaced);
        return weights;
    }

    @Override
    default Tensor forward(Tensor samples, Weights weights, Mode mode) {
        return layer().forward(samples, reparameterized(weights, mode), mode);
    }

    @Override
    default Differential differential(Tensor samples, Weights weights, Mode mode) {
        return layer().differential(samples, reparameterized(weights, mode), mode);
    }

    private Weights reparameterized(Weights weights, Mode mode) {
        return weights.with("weight", Execution.exactly(() -> kernel(weights, mode)));
    }

    @Override
    default List<Layer> parts() {
        return List.of(layer());
    }
}
