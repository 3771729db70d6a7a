package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.objective.Alpha;
import org.monge.objective.Divergences;
import org.monge.objective.Dragan;
import org.monge.objective.FGan;
import org.monge.objective.FiniteDifferencePenalty;
import org.monge.objective.GeneratorLoss;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Hinge;
import org.monge.objective.LeastSquares;
import org.monge.objective.Minimax;
import org.monge.objective.NoPenalty;
import org.monge.objective.NonSaturating;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.objective.R1;
import org.monge.objective.R2;
import org.monge.objective.RelativisticPaired;
import org.monge.objective.Sides;
import org.monge.objective.Sum;
import org.monge.objective.WeightedJensenShannon;

/** What the words of objectives, penalties and optimizers mean, and that a recipe with them comes back. */
class ChoicesTest {
    private static final String PENALTY = "penalty: {gradient-penalty: {weight: 10, target: 1, sides: two-sided}}";

    static Arguments[] objectives() {
        return new Arguments[] {
            Arguments.of("{minimax: {smoothing: 0.1, flipping: 0}}", new Minimax(0.1, 0)),
            Arguments.of("{least-squares: {a: 0, b: 1, c: 1}}", new LeastSquares(0, 1, 1)),
            Arguments.of("hinge", new Hinge()),
            Arguments.of("relativistic-paired", new RelativisticPaired()),
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

    static Arguments[] penalties() {
        return new Arguments[] {
            Arguments.of(
                    "{gradient-penalty: {weight: 1, target: 0.5, sides: one-sided}}",
                    new GradientPenalty(1, 0.5, Sides.ONE_SIDED)),
            Arguments.of("{dragan: {weight: 10, target: 1, deviation: 0.5}}", new Dragan(10, 1, 0.5)),
            Arguments.of("{sum: {of: [{r1: {weight: 1}}, {r2: {weight: 2}}, none]}}", sum()),
            Arguments.of("{finite-difference: {weight: 10, target: 1}}", new FiniteDifferencePenalty(10, 1)),
        };
    }

    private static Sum sum() {
        return new Sum(List.of(new R1(1), new R2(2), new NoPenalty()));
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void penaltyIsRead(String yaml, Penalty meant) {
        Recipe recipe = Recipes.parse(Texts.with(PENALTY, "penalty: " + yaml));
        assertEquals(meant, recipe.penalty());
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
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
