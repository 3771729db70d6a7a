package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.network.Activations;
import org.monge.network.DenseLayers;
import org.monge.objective.NoPenalty;
import org.monge.optimize.Adam;

class OverridesTest {
    @Test
    void lastOverrideOfAKeyWins() {
        assertEquals(9, load("steps=8", "steps=9").steps());
    }

    @Test
    void overrideReachesEveryDepth() {
        Recipe recipe = load(
                "penalty=none",
                "average.exponential.decay=0.5",
                "training.discriminator.optimizer.adam.learning-rate=1e-3",
                "generator.layers[2]=leaky-relu: {slope: 0.3}",
                "generator.layers[0].dense.bias=false");
        assertEquals(new NoPenalty(), recipe.penalty());
        assertEquals(new Recipe.Average.Exponential(0.5), recipe.average());
        assertEquals(1e-3, ((Adam) recipe.training().discriminator().optimizer()).learningRate());
        assertEquals(new Activations.LeakyRelu(0.3), recipe.generator().layers().get(2));
        assertEquals(
                new DenseLayers.Dense(256, false), recipe.generator().layers().get(0));
    }

    @Test
    void valueIsReadAsYaml() {
        assertEquals("8", load("description='8'").description());
        assertEquals(
                32,
                load(
                                "data={images: {source: mnist, split: test, size: 28, channels: 1, unreadable: refuse}}",
                                "training.batch-size=32")
                        .training()
                        .batchSize());
        assertEquals("a=b", load("description=a=b").description());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stepz=5 | stepz: not in this recipe; did you mean steps? known keys: name, description, seed, steps,"
                        + " data, latent, generator, discriminator, objective, penalty, constraint, content, training, average, output, diagnostics, evaluation",
                "average.exponential.decai=0.1"
                        + " | average.exponential.decai: not in this recipe; did you mean decay? known keys: decay",
                "average.none.decay=0.1"
                        + " | average.none: not in this recipe; did you mean exponential? known keys: exponential",
                "objective.wasserstein.x=1 | objective.wasserstein: not in this recipe; objective is wasserstein",
                "generator.layers[14]=relu | generator.layers[14]: not in this recipe;"
                        + " there is a list of 14, counted from 0",
                "data[0]=relu | data[0]: not in this recipe; there is no list",
                "steps | override: must be key=value, got 'steps'",
                "=5 | override: must be key=value, got '=5'",
                "data..size=5 | override: must be key=value, got 'data..size=5'",
                "steps=[5 | steps: not YAML at line 1, column 3: expected ',' or ']', but got <stream end>",
                "steps= | steps: must be an integer, got nothing",
                "seed=1.5 | seed: must be an integer, got 1.5",
                "penalty.none={} | penalty.none: not in this recipe;"
                        + " did you mean gradient-penalty? known keys: gradient-penalty",
                "training.batch-size=0 | training.batch-size: must be at least 1, got 0",
            })
    void impossibleOverrideIsRefused(String override, String message) {
        assertEquals(message, Texts.refusal(() -> load(override)));
    }

    private static Recipe load(String... overrides) {
        return Recipes.load("wgan-gp-small", List.of(overrides));
    }
}
