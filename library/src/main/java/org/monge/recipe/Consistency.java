package org.monge.recipe;

import java.util.List;
import org.monge.engine.Shape;
import org.monge.latent.Latent;
import org.monge.network.Architecture;
import org.monge.network.Layer;
import org.monge.network.Layers;
import org.monge.network.Weight;
import org.monge.objective.Penalty;

/** The rules that no part of a recipe can check alone. */
final class Consistency {
    private Consistency() {}

    static void check(
            Recipe.Data data, Latent latent, Architecture generator, Architecture discriminator, Penalty penalty) {
        Shape image = data.shape();
        Shape generated = follow("generator", generator, Shape.of(latent.size()));
        if (!generated.equals(image)) {
            String rule = "must end in the data's channels x size x size, " + image + ", got " + generated;
            throw new InvalidRecipeException("generator", rule);
        }
        Shape scored = follow("discriminator", discriminator, image);
        if (!scored.equals(Shape.of(1))) {
            throw new InvalidRecipeException("discriminator", "must end in one score, shape 1, got shape " + scored);
        }
        if (penalty.isPerSample()) {
            refuseBatchNorm(discriminator, penalty);
        }
    }

    /** The shape that a network makes of {@code input}. */
    private static Shape follow(String network, Architecture architecture, Shape input) {
        Shape reached = input;
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            try {
                Shape output = layer.output(reached);
                requireCountable(output);
                layer.weights(reached).stream().map(Weight::shape).forEach(Consistency::requireCountable);
                reached = output;
            } catch (ArithmeticException tooLarge) {
                throw new InvalidRecipeException(
                        path(network, i, layer), "must have fewer than 2^63 values, got more", tooLarge);
            } catch (IllegalArgumentException misfit) {
                throw misfit(path(network, i, layer), layer, misfit);
            }
        }
        return reached;
    }

    /** @throws ArithmeticException if so many values cannot even be counted */
    private static void requireCountable(Shape shape) {
        Math.addExact(shape.size(), 0);
    }

    private static InvalidRecipeException misfit(String path, Layer layer, IllegalArgumentException misfit) {
        if (layer instanceof Record) {
            return Keys.breach(path, layer.getClass(), misfit);
        }
        return new InvalidRecipeException(path, String.valueOf(misfit.getMessage()), misfit);
    }

    private static void refuseBatchNorm(Architecture discriminator, Penalty penalty) {
        String word = Vocabulary.word(penalty).orElse("such a penalty");
        List<Layer> layers = discriminator.layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layers.BatchNorm) {
                String rule = "must not stand in a discriminator under " + word + ", which takes each score for a"
                        + " function of its own sample: batch-norm makes it depend on the whole batch";
                throw new InvalidRecipeException(path("discriminator", i, layers.get(i)), rule);
            }
        }
    }

    private static String path(String network, int index, Layer layer) {
        String path = Keys.item(Keys.child(network, "layers"), index);
        return Vocabulary.word(layer).map(word -> Keys.child(path, word)).orElse(path);
    }
}
