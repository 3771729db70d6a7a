package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Recipes in YAML that differ in one place from a good one. */
final class Texts {
    static final String GOOD = Recipes.toYaml(Recipes.named("wgan-gp-fashion"));

    private Texts() {}

    /** The good recipe with the first {@code old} replaced. */
    static String with(String old, String replacement) {
        assertTrue(GOOD.contains(old), old);
        int at = GOOD.indexOf(old);
        return GOOD.substring(0, at) + replacement + GOOD.substring(at + old.length());
    }

    /** What the refusal of {@code old} replaced by {@code replacement} says. */
    static String refusal(String old, String replacement) {
        String yaml = with(old, replacement);
        return refusal(() -> Recipes.parse(yaml));
    }

    static String refusal(Executable call) {
        return assertThrows(InvalidRecipeException.class, call).getMessage();
    }
}
