package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Shape;

/** Layers one after another, as a part of a layer. Their weights have the names {@code name.0.weight}. */
record Chain(String name, List<Layer> layers) {
    Shape output(Shape input) {
        List<Shape> reached = shapes(input);
        return reached.get(reached.size() - 1);
    }

    List<Weight> weights(Shape input) {
        List<Shape> reached = shapes(input);
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String prefix = prefix(i) + ".";
            layers.get(i).weights(reached.get(i)).stream()
                    .map(weight -> weight.named(prefix + weight.name()))
                    .forEach(weights::add);
        }
        return weights;
    }

    Tensor forward(Tensor samples, Weights weights, Stages.Step<Tensor> step) {
        return new Stages(layers).forward(samples, i -> weights.under(prefix(i)), step);
    }

    Differential differential(Tensor samples, Weights weights, Stages.Step<Differential> step) {
        return new Stages(layers).differential(samples, i -> weights.under(prefix(i)), step);
    }

    void forEach(Weights weights, BiConsumer<Layer, Weights> action) {
        for (int i = 0; i < layers.size(); i++) {
            action.accept(layers.get(i), weights.under(prefix(i)));
        }
    }

    /** The shapes before each layer and after the last. */
    private List<Shape> shapes(Shape input) {
        List<Shape> shapes = new ArrayList<>(List.of(input));
        for (int i = 0; i < layers.size(); i++) {
            try {
                shapes.add(layers.get(i).output(shapes.get(i)));
            } catch (IllegalArgumentException misfit) {
                throw new IllegalArgumentException(name + "[" + i + "]: " + misfit.getMessage(), misfit);
            }
        }
        return shapes;
    }

    private String prefix(int index) {
        return name + "." + index;
    }
}
