package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.checkpoint.StateDict;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Sequential;

class TrainedGeneratorTest {
    private static final int IMAGE = 28 * 28;

    @TempDir
    private Path run;

    private void export(Recipe recipe, Recipe weights) throws IOException {
        Files.writeString(run.resolve("recipe.yaml"), Recipes.toYaml(recipe));
        Shape start = weights.latent().shape(weights.data().shape());
        try (RandomStream random = new RandomStream(5);
                Sequential generator = weights.generator().build(start, random)) {
            StateDict.export(generator, run.resolve("generator.safetensors"));
        }
    }

    @Test
    void drawsTheSameFromEqualSeedsWhateverTheCount() throws IOException {
        Recipe recipe = Recipes.named("wgan-gp-small");
        export(recipe, recipe);
        try (TrainedGenerator generator = TrainedGenerator.open(run)) {
            float[] two = generator.draw(2, 42);
            assertEquals(2 * IMAGE, two.length);
            assertArrayEquals(two, generator.draw(2, 42));
            assertFalse(Arrays.equals(two, generator.draw(2, 43)));
        }
    }

    @Test
    void drawsOneClassOrAllInOrder() throws IOException {
        Recipe recipe = Recipes.named("conditional-fashion");
        export(recipe, recipe);
        try (TrainedGenerator generator = TrainedGenerator.open(run)) {
            float[] all = generator.draw(10, 1);
            for (int label : List.of(0, 3, 9)) {
                float[] one = generator.draw(10, 1, label);
                int[] equal = IntStream.range(0, 10)
                        .filter(i -> Arrays.equals(all, i * IMAGE, (i + 1) * IMAGE, one, i * IMAGE, (i + 1) * IMAGE))
                        .toArray();
                assertArrayEquals(new int[] {label}, equal, "ten latents, of which one has this label in both");
            }
        }
    }

    @Test
    void weightsOfAnotherRecipeAreRefused() throws IOException {
        export(Recipes.named("wgan-gp-small"), Recipes.named("gan-nonsaturating"));
        assertThrows(IOException.class, () -> TrainedGenerator.open(run));
    }

    @Test
    void generatorThatRestoresImagesIsNotDrawnFromNothing() throws IOException {
        Recipe recipe = Recipes.named("super-resolution");
        export(recipe, recipe);
        try (TrainedGenerator generator = TrainedGenerator.open(run)) {
            var refused = assertThrows(IllegalStateException.class, () -> generator.draw(1, 1));
            assertEquals("this generator restores images, which must be given to a Showcase", refused.getMessage());
        }
    }
}
