package org.monge.cli;

import java.util.ArrayList;
import java.util.List;
import org.monge.engine.Shape;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Dcgan;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.recipe.Recipes;

/** Smaller neighbours of a recipe, for measuring what a step's time grows with. */
final class Scaling {
    private static final int[] PARTS = {8, 4, 2};
    private static final int SMALLEST_SIZE = 16;

    private Scaling() {}

    /**
     * An eighth, a quarter and half of the recipe's batch; of its filters and its image size too where its networks are
     * {@link Dcgan}'s; and the recipe itself.
     */
    static List<Recipe> of(String recipe, List<String> sets) {
        Recipe whole = Recipes.load(recipe, sets);
        List<Recipe> all = new ArrayList<>();
        for (int part : PARTS) {
            int batch = whole.training().batchSize() / part;
            if (batch > 1) {
                List<String> fewer = new ArrayList<>(sets);
                fewer.add("training.batch-size=" + batch);
                all.add(Recipes.load(recipe, fewer));
            }
        }
        long filters = filters(whole);
        for (int part : PARTS) {
            if (filters >= part) {
                all.add(dcgan(whole, size(whole), filters / part));
            }
        }
        for (int part : PARTS) {
            if (filters > 0 && size(whole) / part >= SMALLEST_SIZE) {
                all.add(dcgan(whole, size(whole) / part, filters));
            }
        }
        all.add(whole);
        return all;
    }

    /** Height and width of an image; 0 for points. */
    static int size(Recipe recipe) {
        return recipe.data() instanceof Images images ? images.size() : 0;
    }

    /** Of the layers nearest to the image, if the networks are {@link Dcgan}'s; else 0. */
    static long filters(Recipe recipe) {
        Shape sample = recipe.data().shape();
        boolean candidate = size(recipe) >= SMALLEST_SIZE
                && Integer.bitCount(size(recipe)) == 1
                && recipe.discriminator().layers().get(0) instanceof Convolution;
        if (!candidate) {
            return 0;
        }
        long filters = ((Convolution) recipe.discriminator().layers().get(0)).filters();
        boolean dcgan = recipe.discriminator().equals(Dcgan.discriminator(size(recipe), filters))
                && recipe.generator().equals(Dcgan.generator(size(recipe), sample.get(0), filters));
        return dcgan ? filters : 0;
    }

    private static Recipe dcgan(Recipe recipe, int size, long filters) {
        Images images = (Images) recipe.data();
        Images resized = new Images(images.source(), images.split(), size, images.channels(), images.unreadable());
        return recipe.withNetworks(
                resized, Dcgan.generator(size, images.channels(), filters), Dcgan.discriminator(size, filters));
    }
}
