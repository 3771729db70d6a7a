package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Execution;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** A network as a value: its layers in order, and how their kernels start. */
public record Architecture(Initializer initializer, List<Layer> layers) {
    /** @throws IllegalArgumentException if there is no layer, or labelled layers differ in their number of classes */
    public Architecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers must be at least one, got none");
        }
        List<Long> classes = classCounts(layers).distinct().toList();
        Require.that(classes.size() <= 1, "layers", "of one number of classes", classes);
    }

    /** The same but for the layers of this kind. */
    public Architecture without(Class<? extends Layer> kind) {
        return new Architecture(
                initializer,
                layers.stream().filter(layer -> !kind.isInstance(layer)).toList());
    }

    /** How many classes its networks know, whose samples then need labels; none if they know no classes. */
    public OptionalLong classes() {
        return classCounts(layers).mapToLong(Long::longValue).findFirst();
    }

    private static Stream<Long> classCounts(List<Layer> layers) {
        return layers.stream().flatMap(layer -> {
            Stream<Long> own = layer instanceof LabelledLayer labelled ? Stream.of(labelled.classes()) : Stream.of();
            return Stream.concat(own, classCounts(layer.parts()));
        });
    }

    /** One layer in its place. */
    public record Row(int index, Layer layer, Shape output, List<Weight> weights) {
        /** How many numbers training moves. */
        public long parameters() {
            return weights.stream()
                    .filter(weight -> weight.role().isTrained())
                    .mapToLong(weight -> weight.shape().size())
                    .sum();
        }
    }

    /**
     * What each layer makes of samples of shape {@code input}.
     *
     * @throws IllegalArgumentException naming the layer that cannot take what reaches it
     */
    public List<Row> rows(Shape input) {
        List<Row> rows = new ArrayList<>();
        Shape reached = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            try {
                Shape output = layer.output(reached);
                rows.add(new Row(i, layer, output, layer.weights(reached)));
                reached = output;
            } catch (IllegalArgumentException misfit) {
                throw new IllegalArgumentException("layer " + i + ": " + misfit.getMessage(), misfit);
            }
        }
        return rows;
    }

    /** The shape of one output for samples of shape {@code input}. */
    public Shape output(Shape input) {
        List<Row> rows = rows(input);
        return rows.get(rows.size() - 1).output();
    }

    /** A network of this architecture with fresh weights, in float. */
    public Sequential build(Shape input, RandomStream random) {
        return build(input, ScalarType.Float, random);
    }

    /** A network of this architecture with fresh weights of {@code type}. */
    public Sequential build(Shape input, ScalarType type, RandomStream random) {
        return new Sequential(this, input, type, random, Execution.PLAIN);
    }

    /** A network of this architecture with the same fresh weights, float32, wherever and however it computes. */
    public Sequential build(Shape input, RandomStream random, Execution execution) {
        return new Sequential(this, input, ScalarType.Float, random, execution);
    }
}
