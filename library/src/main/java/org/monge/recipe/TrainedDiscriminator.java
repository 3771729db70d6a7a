package org.monge.recipe;

import java.io.IOException;
import java.nio.file.Path;
import org.monge.engine.Execution;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Sequential;

/** The discriminator of a run, as it is after the training and as one begins. Whoever asks for one closes it. */
public final class TrainedDiscriminator {
    private TrainedDiscriminator() {}

    /**
     * Reads {@code recipe.yaml} and {@code discriminator.safetensors} of a run's folder.
     *
     * @throws InvalidRecipeException if the recipe breaks a rule
     * @throws IOException naming the file, if one cannot be read or the weights are not the recipe's
     */
    public static Sequential open(Path run) throws IOException {
        Recipe recipe = Recipes.load(run.resolve("recipe.yaml").toString());
        return TrainedGenerator.read(
                recipe.discriminator(), input(recipe), run.resolve("discriminator.safetensors"), Execution.PLAIN);
    }

    /** One of the same architecture with fresh weights; equal seeds give equal ones. */
    public static Sequential untrained(Recipe recipe, long seed) {
        try (RandomStream random = RandomStream.named("untrained", seed)) {
            return recipe.discriminator().build(input(recipe), random);
        }
    }

    private static Shape input(Recipe recipe) {
        return recipe.training().presentation().shape(recipe.data().shape());
    }
}
