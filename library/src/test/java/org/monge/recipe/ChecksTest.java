package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.recipe.Finding.Severity.ERROR;
import static org.monge.recipe.Finding.Severity.WARNING;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.recipe.Finding.Severity;

class ChecksTest {
    private static final String CLIPPING = "constraint=weight-clipping: {bound: 0.01}";
    private static final String RMS_PROP =
            "training.discriminator.optimizer=rms-prop: {learning-rate: 5e-5, decay: 0.99, epsilon: 1e-8}";
    private static final String FIVE_STEPS = "training.alternation.discriminator-steps=5";

    private static List<Finding> findings(String name, String... changes) {
        return Checks.of(Recipes.load(name, List.of(changes)));
    }

    private static void assertFound(Severity severity, String problem, String name, String... changes) {
        List<Finding> findings = findings(name, changes);
        assertTrue(
                findings.stream()
                        .anyMatch(found ->
                                found.severity() == severity && found.problem().contains(problem)),
                () -> problem + " is not in " + findings);
    }

    static List<String> names() {
        return Recipes.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void namedRecipesHaveNoErrors(String name) {
        assertEquals(
                List.of(),
                findings(name).stream()
                        .filter(finding -> finding.severity() == ERROR)
                        .toList());
    }

    @Test
    void defaultRecipeIsAboveSuspicion() {
        assertEquals(List.of(), findings(Recipes.DEFAULT));
    }

    @Test
    void batchNormUnderAPenaltyIsAnError() {
        String batchNorm = "discriminator.layers[1]=batch-norm: {epsilon: 0.1, momentum: 0.1}";
        assertFound(ERROR, "batch-norm stands", "wgan-gp-small", batchNorm);
        assertFound(ERROR, "batch-norm stands", "wgan-gp-small", batchNorm, "penalty=r1: {weight: 1}");
        String hidden =
                "discriminator.layers[1]=clipped: {layer: {batch-norm: {epsilon: 0.1, momentum: 0.1}}, bound: 1}";
        assertFound(ERROR, "batch-norm stands", "wgan-gp-small", hidden);
        assertEquals(List.of(), findings("dcgan-fashion"));
    }

    @Test
    void scoresThatAreSquashedAreAnError() {
        assertFound(
                ERROR,
                "ends in sigmoid",
                "gan-nonsaturating",
                "discriminator.layers=" + "[flatten, {dense: {units: 1, bias: true}}, sigmoid]");
        assertFound(
                ERROR,
                "ends in tanh",
                "wgan-gp-small",
                "discriminator.layers=" + "[flatten, {dense: {units: 1, bias: true}}, tanh]");
        assertEquals(List.of(), findings("gan-nonsaturating"));
    }

    @Test
    void criticWithoutBoundsIsWarnedOf() {
        assertFound(WARNING, "nothing bounds", "wgan-gp-small", "penalty=none");
        String spectral = "discriminator.layers=[flatten, {spectral-norm: {layer: {dense: {units: 1, bias: true}}}}]";
        assertEquals(List.of(), findings("wgan-gp-small", "penalty=none", spectral));
    }

    @Test
    void clippingBesideAPenaltyIsWarnedOf() {
        assertFound(WARNING, "clipped and slopes penalised", "wgan-gp-small", CLIPPING);
    }

    @Test
    void momentumWithClippingIsWarnedOf() {
        assertFound(WARNING, "momentum (beta1), 0.5", "wgan-gp-small", CLIPPING, "penalty=none");
        assertEquals(List.of(), findings("wgan-gp-small", CLIPPING, "penalty=none", RMS_PROP, FIVE_STEPS));
    }

    @Test
    void oneCriticStepWithClippingIsWarnedOf() {
        assertFound(
                WARNING,
                "one update",
                "wgan-gp-small",
                CLIPPING,
                "penalty=none",
                RMS_PROP,
                "training.alternation.discriminator-steps=1");
    }

    /** One layer of n inputs at a bound c, with random signs, lets through c sqrt(n) of a gradient, 0.7 of it after a ReLU. */
    @Test
    void clipBoundThatIsTooLowForTheDepthIsWarnedOf() {
        String deep = "discriminator.layers=[" + "{dense: {units: 512, bias: true}}, relu, ".repeat(11)
                + "{dense: {units: 1, bias: true}}]";
        assertFound(WARNING, "gradient at the first layer", "toy-swissroll-clipping", deep);
        assertFound(
                WARNING,
                "gradient at the first layer",
                "toy-swissroll-clipping",
                deep,
                "constraint.weight-clipping.bound=0.5");
        assertEquals(List.of(), findings("toy-swissroll-clipping", deep, "constraint.weight-clipping.bound=0.0625"));
    }

    @Test
    void conditionalCriticIsMeasuredToo() {
        assertFound(WARNING, "momentum", "conditional-fashion", CLIPPING, "penalty=none");
    }

    @Test
    void eluIsWarnedOfWhereSecondDerivativesAreTaken() {
        assertFound(WARNING, "elu stands", "wgan-gp-small", "discriminator.layers[1]=elu");
        assertEquals(
                List.of(),
                findings(
                        "wgan-gp-small",
                        "discriminator.layers[1]=elu",
                        "penalty=finite-difference: {weight: 10, target: 1}"));
        assertEquals(List.of(), findings("wgan-gp-small", "discriminator.layers[1]=smooth-elu"));
    }

    @Test
    void generatorThatMissesTheRangeOfTheDataIsWarnedOf() {
        assertFound(WARNING, "ends in sigmoid", "wgan-gp-small", "generator.layers[13]=sigmoid");
        assertFound(
                WARNING,
                "points lie beyond 1",
                "toy-8gaussians",
                "generator.layers=[{dense: {units: 2, bias: true}}, tanh]");
    }

    @Test
    void ratesFarApartAreWarnedOf() {
        assertFound(WARNING, "far above", "wgan-gp-small", "training.generator.optimizer.adam.learning-rate=0.00005");
    }

    @Test
    void smallBatchOfPacksIsWarnedOf() {
        assertFound(WARNING, "8 packs of 8", "stacked-mnist", "training.presentation.packing=8");
    }

    @Test
    void labelsThatOnePlayerIsToldAreWarnedOf() {
        assertFound(
                WARNING,
                "the generator is told classes",
                "conditional-fashion",
                "discriminator.layers[7]=dense: {units: 1, bias: true}");
        assertFound(WARNING, "the discriminator is told classes", "conditional-fashion", "generator.layers[0]=relu");
    }
}
