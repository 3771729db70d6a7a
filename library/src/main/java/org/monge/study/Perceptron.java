package org.monge.study;

import java.util.ArrayList;
import java.util.List;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;

/** The dense networks of Gulrajani et al. (2017), figure 1: ReLU between layers of equal width, no normalization. */
final class Perceptron {
    private Perceptron() {}

    /** A network of {@code depth} layers, the last of which has {@code outputs} units. */
    static Architecture of(int depth, int width, int outputs) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            layers.add(new Dense(width, true));
            layers.add(new Relu());
        }
        layers.add(new Dense(outputs, true));
        return new Architecture(new Initializer.HeUniform(), layers);
    }
}
