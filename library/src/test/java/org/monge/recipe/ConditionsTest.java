package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.data.Dataset;
import org.monge.engine.Shape;
import org.monge.train.Listener;
import org.monge.train.Report;

/** What must be so between a recipe's parts, and between a recipe and its data, before anything trains. */
class ConditionsTest {
    private static Dataset images(Shape shape, int count, int classes) {
        int[] labels = IntStream.range(0, classes == 0 ? 0 : count)
                .map(i -> i % classes)
                .toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new Dataset("some", "memory", shape, new byte[(int) (count * shape.size())], labels, names);
    }

    @ParameterizedTest
    @CsvSource({"0, none", "12, up to 11"})
    void dataMustHaveTheLabelsThatConditionalNetworksKnow(int classes, String got) {
        Recipe recipe = Recipes.named("conditional-fashion");
        Dataset dataset = images(Shape.of(1, 28, 28), 40, classes);
        var refused = assertThrows(IllegalArgumentException.class, () -> new Composition(recipe, dataset));
        assertEquals("labels of some must be from 0 to 9 for these networks, got " + got, refused.getMessage());
    }

    @Test
    void dataMayHaveFewerClasses() {
        Recipe recipe = Recipes.named("conditional-fashion");
        new Composition(recipe, images(Shape.of(1, 28, 28), 40, 3)).close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conditional-fashion | discriminator.layers[7]=projection: {classes: 7}"
                        + " | discriminator: must know as many classes as the generator, 10, got 7",
                "conditional-fashion | training.presentation.packing=2"
                        + " | training.presentation.packing: must be 1 for a conditional discriminator, got 2",
                "wgan-gp-small | content=l1: {weight: 1, adversarial-weight: 1} | content: must be none unless latent is"
                        + " low-resolution: there is no image that a sample should be",
                "fgan-kl | training.fakes=running-statistics | training.fakes: must be batch-statistics where players"
                        + " move at once, got running-statistics"
            })
    void partsThatExcludeEachOtherAreRefused(String name, String change, String message) {
        var refused = assertThrows(InvalidRecipeException.class, () -> Recipes.load(name, List.of(change)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void conditionalCriticTrainsUnderFiniteDifferences() {
        List<Report> reports = trained(
                "conditional-fashion", "penalty=finite-difference: {weight: 10, target: 1}", "training.batch-size=4");
        assertTrue(Double.isFinite(reports.get(0).meters().get("discriminator/penalty")));
    }

    @Test
    void imagesSmallerThanAWindowAreRestoredWithoutSimilarity() {
        List<Report> reports = trained("super-resolution", "data.images.size=8", "training.batch-size=4");
        assertTrue(reports.get(0).meters().containsKey("psnr"));
        assertFalse(reports.get(0).meters().containsKey("ssim"));
    }

    private static List<Report> trained(String name, String... changes) {
        List<String> all = new ArrayList<>(List.of(changes));
        all.addAll(List.of("steps=1", "output.report-every=1", "output.samples=4"));
        Recipe recipe = Recipes.load(name, all);
        List<Report> reports = new ArrayList<>();
        try (Composition run = new Composition(recipe, images(recipe.data().shape(), 40, 10))) {
            run.training().run(1, () -> false, List.of(new Listener() {
                @Override
                public void reported(Report report) {
                    reports.add(report);
                }
            }));
        }
        return reports;
    }

    @Test
    void moreImagesThanThereAreCannotBeShownRestored() {
        Recipe recipe = Recipes.named("super-resolution");
        Dataset few = images(Shape.of(1, 32, 32), 40, 0);
        var refused = assertThrows(IllegalArgumentException.class, () -> new Composition(recipe, few));
        assertEquals("output.samples must be at most the 40 images to restore, got 64", refused.getMessage());
    }

    @Test
    void classThatTheGeneratorDoesNotKnowIsRefused() {
        Recipe recipe = Recipes.named("wgan-gp-small");
        var refused = assertThrows(IllegalArgumentException.class, () -> Showcase.ofClass(recipe, 1, () -> null, 1, 3));
        assertEquals("label must be one of the generator's 0 classes, got 3", refused.getMessage());
    }
}
