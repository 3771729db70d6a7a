package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.objective.Alpha;
import org.monge.objective.Divergences;
import org.monge.objective.FGan;
import org.monge.objective.GeneratorLoss;
import org.monge.objective.Minimax;
import org.monge.objective.NonSaturating;
import org.monge.objective.Objective;
import org.monge.objective.WeightedJensenShannon;

/** What the words of objectives, penalties and optimizers mean, and that a recipe with them comes back. */
class ChoicesTest {
    static Arguments[] objectives() {
        return new Arguments[] {
            Arguments.of("{minimax: {smoothing: 0.1, flipping: 0}}", new Minimax(0.1, 0)),
            Arguments.of("{non-saturating: {smoothing: 0, flipping: 0.05}}", new NonSaturating(0, 0.05)),
            Arguments.of(
                    "{fgan: {f: kl, generator: non-saturating}}",
                    new FGan(new Divergences.KullbackLeibler(), GeneratorLoss.NON_SATURATING)),
            Arguments.of(
                    "{fgan: {f: {alpha: {alpha: 0.5}}, generator: saturating}}",
                    new FGan(new Alpha(0.5), GeneratorLoss.SATURATING)),
            Arguments.of(
                    "{fgan: {f: {weighted-jensen-shannon: {weight: 0.3}}, generator: saturating}}",
                    new FGan(new WeightedJensenShannon(0.3), GeneratorLoss.SATURATING)),
        };
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void objectiveIsRead(String yaml, Objective meant) {
        Recipe recipe = Recipes.parse(Texts.with("objective: wasserstein", "objective: " + yaml));
        assertEquals(meant, recipe.objective());
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
    }

    @Test
    void impossibleDivergenceIsRefusedByItsPath() {
        assertEquals(
                "objective.fgan.f.alpha.alpha: must be a number other than 0 (reverse-kl) and 1 (kl), got 1.0",
                Texts.refusal(
                        "objective: wasserstein",
                        "objective: {fgan: {f: {alpha: {alpha: 1}}, generator: saturating}}"));
    }
}
