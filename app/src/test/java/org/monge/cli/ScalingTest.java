package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.monge.recipe.Recipe;

class ScalingTest {
    private static List<String> words(List<Recipe> recipes) {
        return recipes.stream()
                .map(recipe -> recipe.training().batchSize() + " of " + Scaling.size(recipe) + " by "
                        + Scaling.filters(recipe))
                .toList();
    }

    @Test
    void dcganShrinksInBatchFiltersAndSize() {
        assertEquals(
                List.of(
                        "16 of 64 by 128",
                        "32 of 64 by 128",
                        "64 of 64 by 128",
                        "128 of 64 by 16",
                        "128 of 64 by 32",
                        "128 of 64 by 64",
                        "128 of 16 by 128",
                        "128 of 32 by 128",
                        "128 of 64 by 128"),
                words(Scaling.of("dcgan-64", List.of())));
    }

    @Test
    void otherNetworksShrinkInTheirBatchOnly() {
        assertEquals(
                List.of("8 of 28 by 0", "16 of 28 by 0", "32 of 28 by 0", "64 of 28 by 0"),
                words(Scaling.of("wgan-gp-small", List.of("training.batch-size=64"))));
        assertEquals(4, Scaling.of("toy-8gaussians", List.of()).size());
    }
}
