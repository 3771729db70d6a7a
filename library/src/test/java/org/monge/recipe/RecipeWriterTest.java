package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Shapes;
import org.monge.network.Weights;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;

class RecipeWriterTest {
    private static final Recipe BASE = Recipes.named("wgan-gp-small");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "~",
                "null",
                "true",
                "yes",
                "12",
                "1e-4",
                "0x1F",
                "1_000",
                "012",
                "+09",
                ".5",
                "2026-01-01",
                "a: b",
                "# no comment",
                "{x: 1}",
                "- item",
                "two\nlines",
                "two\n\n  lines\n",
                "tab\there",
                "quote ' and \"",
                "&anchor",
                "*alias",
                "!tag",
                "%",
                "@",
                "é 漢 😀",
                "=",
                "<<",
                "a\\b",
                "trailing ",
                "?"
            })
    void anyDescriptionComesBack(String description) {
        Recipe recipe = described(description);
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                10,
                0.1,
                1e-6,
                1.25e-6,
                1e-7,
                4.9e-324,
                1e15,
                1e16,
                1.5e22,
                123456.75,
                1.7976931348623157e308,
                0.30000000000000004
            })
    void anyNumberComesBackToItsLastBit(double weight) {
        Recipe recipe = weighted(weight);
        Recipe back = Recipes.parse(Recipes.toYaml(recipe));
        double read = ((GradientPenalty) back.penalty()).weight();
        assertEquals(Double.doubleToLongBits(weight), Double.doubleToLongBits(read));
    }

    @Test
    void numbersAreReadable() {
        assertTrue(Recipes.toYaml(weighted(10))
                .contains("penalty: {gradient-penalty: {weight: 10, target: 1, sides: two-sided}}\n"));
        assertTrue(Recipes.toYaml(weighted(1e-4)).contains("{weight: 0.0001,"));
        assertTrue(Recipes.toYaml(weighted(1e-7)).contains("{weight: 1.0e-7,"));
        assertTrue(Recipes.toYaml(weighted(1.5e22)).contains("{weight: 1.5e+22,"));
    }

    @Test
    void writtenFormDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = Recipes.toYaml(BASE);
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(expected, Recipes.toYaml(BASE));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thingWithoutAWordIsRefusedByItsPath() {
        Architecture own = new Architecture(
                new Initializer.HeUniform(), List.of(new Shapes.Flatten(), new Own(), new DenseLayers.Dense(1, true)));
        Recipe recipe = new Recipe(
                "own",
                "",
                1,
                1,
                BASE.data(),
                BASE.latent(),
                BASE.generator(),
                own,
                BASE.objective(),
                BASE.penalty(),
                BASE.constraint(),
                BASE.content(),
                BASE.training(),
                BASE.average(),
                BASE.output(),
                BASE.diagnostics(),
                BASE.evaluation());
        assertEquals(
                "discriminator.layers[1]: must be a thing that recipes have a word for, got Own[]",
                Texts.refusal(() -> Recipes.toYaml(recipe)));
    }

    /** A layer that a user might write. */
    private record Own() implements Layer {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            return samples;
        }
    }

    private static Recipe described(String description) {
        return new Recipe(
                BASE.name(),
                description,
                BASE.seed(),
                BASE.steps(),
                BASE.data(),
                BASE.latent(),
                BASE.generator(),
                BASE.discriminator(),
                BASE.objective(),
                BASE.penalty(),
                BASE.constraint(),
                BASE.content(),
                BASE.training(),
                BASE.average(),
                BASE.output(),
                BASE.diagnostics(),
                BASE.evaluation());
    }

    private static Recipe weighted(double weight) {
        return new Recipe(
                BASE.name(),
                BASE.description(),
                BASE.seed(),
                BASE.steps(),
                BASE.data(),
                BASE.latent(),
                BASE.generator(),
                BASE.discriminator(),
                BASE.objective(),
                new GradientPenalty(weight, 1, Sides.TWO_SIDED),
                BASE.constraint(),
                BASE.content(),
                BASE.training(),
                BASE.average(),
                BASE.output(),
                BASE.diagnostics(),
                BASE.evaluation());
    }
}
