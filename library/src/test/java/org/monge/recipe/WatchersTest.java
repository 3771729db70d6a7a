package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.monge.recipe.Recipe.Evaluation;

/** The keys of a recipe that only watch a run. */
class WatchersTest {
    private static final String MEASURED =
            "evaluation=periodic: {every: 400, samples: 500, metrics: [frechet-distance, precision], features: random,"
                    + " keep-best: frechet-distance}";
    private static final String EXAMINED = "diagnostics=periodic: {every: 20, batches: 2, patience: 3}";

    @Test
    void whatIsLeftOutIsNone() {
        String yaml = Texts.with("diagnostics: none\n", "").replace("evaluation: none\n", "");
        assertFalse(yaml.contains("none\nevaluation") || yaml.contains("diagnostics"));
        assertEquals(Recipes.parse(Texts.GOOD), Recipes.parse(yaml));
        assertEquals(Texts.GOOD, Recipes.toYaml(Recipes.parse(yaml)));
    }

    @Test
    void whatIsThereAndEmptyIsNotLeftOut() {
        assertTrue(Texts.refusal("diagnostics: none", "diagnostics:").endsWith("got nothing"));
    }

    @Test
    void anEvaluationIsReadAsItIsWritten() {
        Recipe recipe = Recipes.load("wgan-gp-small", List.of(MEASURED));
        assertEquals(
                new Evaluation.Periodic(
                        400,
                        500,
                        List.of("frechet-distance", "precision"),
                        new EvaluationSpace.Random(),
                        "frechet-distance"),
                recipe.evaluation());
        assertTrue(Recipes.toYaml(recipe).endsWith(MEASURED.replace("evaluation=", "evaluation: {") + "}\n"));
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
        assertEquals(Recipes.named("wgan-gp-small"), recipe.unmeasured());
    }

    @Test
    void aNetworkIsToldWhatItTakes() {
        String network =
                "{network: {file: inception.pt, channels: 3, height: 299, width: 299, resizing: bilinear, low: 0, high: 255}}";
        Recipe recipe = Recipes.load("wgan-gp-small", List.of(measuredBy(network)));
        EvaluationSpace.Network read = (EvaluationSpace.Network) ((Evaluation.Periodic) recipe.evaluation()).features();
        assertEquals("inception.pt", read.file());
        assertEquals("3x299x299 by bilinear in [0.0, 255.0]", read.preparation().toString());
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
        assertEquals(
                "evaluation.periodic.features.network.high: must be above low, 0.0, got -1.0",
                Texts.refusal(() ->
                        Recipes.load("wgan-gp-small", List.of(measuredBy(network.replace("high: 255", "high: -1"))))));
        assertEquals(
                "evaluation.periodic.features.network.channels: must be 1 or 3, got 2",
                Texts.refusal(() -> Recipes.load(
                        "wgan-gp-small", List.of(measuredBy(network.replace("channels: 3", "channels: 2"))))));
    }

    private static String measuredBy(String features) {
        return MEASURED.replace("features: random", "features: " + features);
    }

    @Test
    void noneKeepsNoBestCheckpoint() {
        Recipe recipe = Recipes.load(
                "wgan-gp-small", List.of(MEASURED.replace("keep-best: frechet-distance", "keep-best: none")));
        assertEquals(Optional.empty(), ((Evaluation.Periodic) recipe.evaluation()).criterion());
    }

    @Test
    void pointsAreMeasuredAsTheyAreAndByTheirModes() {
        String modes =
                "evaluation=periodic: {every: 100, samples: 500, metrics: [modes], features: %s, keep-best: modes}";
        assertEquals(
                "modes",
                ((Evaluation.Periodic) Recipes.load("toy-8gaussians", List.of(modes.formatted("pixels")))
                                .evaluation())
                        .keepBest());
        assertEquals(
                "evaluation.periodic.features: must be pixels for points, got random",
                Texts.refusal(() -> Recipes.load("toy-8gaussians", List.of(modes.formatted("random")))));
        assertTrue(Texts.refusal(() -> Recipes.load("toy-swissroll", List.of(modes.formatted("pixels"))))
                .endsWith("for these samples, got modes"));
    }

    /** So that a run may be taken up again with other watchers, and one from before there were any. */
    @Test
    void theStateOfARunDoesNotFollowFromThem() {
        Recipe plain = Recipes.named("wgan-gp-small");
        String essence = Recipes.essence(plain);
        assertFalse(essence.contains("diagnostics") || essence.contains("evaluation"));
        assertEquals(essence, Recipes.essence(Recipes.load("wgan-gp-small", List.of(MEASURED, EXAMINED, "steps=9"))));
        assertNotEquals(essence, Recipes.essence(plain.withSeed(2)));
        assertNotEquals(essence, Recipes.essence(Recipes.load("wgan-gp-small", List.of("average=none"))));
    }
}
