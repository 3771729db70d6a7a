package org.monge.cli;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.monge.data.Dataset;
import org.monge.data.Points;
import org.monge.data.SampleSource;
import org.monge.engine.Shape;
import org.monge.recipe.Recipe;

/** Samples to measure with where nothing is to be learned. */
final class Noise {
    private static final int IMAGES = 1000;

    private Noise() {}

    /** Images of a recipe's shape whose bytes are drawn evenly, labelled if its networks know classes; or its points. */
    static SampleSource like(Recipe recipe) {
        if (recipe.data() instanceof Recipe.Data.Points points) {
            return new Points(points.source());
        }
        Random random = new Random(recipe.seed());
        Shape shape = recipe.data().shape();
        int count = Math.max(IMAGES, recipe.training().batchSize());
        byte[] pixels = new byte[Math.multiplyExact(count, (int) shape.size())];
        random.nextBytes(pixels);
        int classes = (int) Math.max(
                recipe.generator().classes().orElse(0),
                recipe.discriminator().classes().orElse(0));
        int[] labels =
                classes == 0 ? new int[0] : random.ints(count, 0, classes).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new Dataset("noise", "drawn from the seed", shape, pixels, labels, names);
    }
}
