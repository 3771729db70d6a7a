package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.Clipped;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Residual;
import org.monge.network.SpectralNorm;

class FlopCountTest {
    private static final long BATCH = 5;

    /** From 2 to 3 to 2: twice 6 + 6 products, of which the first layer has 6. */
    private static final long GENERATOR = 24;

    private static final long GENERATOR_START = 12;

    /** From 2 to 4 to 1: twice 8 + 4 products, of which the first layer has 8. */
    private static final long CRITIC = 24;

    private static final long CRITIC_START = 16;

    private static final long FAKES = BATCH * GENERATOR;
    private static final long SCORES = BATCH * 2 * (3 * CRITIC - CRITIC_START);
    private static final long GENERATOR_UPDATE = BATCH * (3 * GENERATOR - GENERATOR_START + 2 * CRITIC);

    private static long toy(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "generator.layers=[dense: {units: 3, bias: true}, relu, dense: {units: 2, bias: true}]",
                "discriminator.layers=[dense: {units: 4, bias: true}, relu, dense: {units: 1, bias: true}]",
                "training.batch-size=" + BATCH,
                "training.alternation.discriminator-steps=2"));
        all.addAll(List.of(overrides));
        return FlopCount.ofStep(Recipes.load("toy-8gaussians", all));
    }

    @Test
    void stepIsFakesScoresAndPenaltyForEachCriticUpdateAndOneThroughBoth() {
        long penalty = BATCH * 4 * CRITIC;
        assertEquals(2 * (FAKES + SCORES + penalty) + GENERATOR_UPDATE, toy());
    }

    @Test
    void penaltyCountsAsWhatItDoes() {
        long rest = 2 * (FAKES + SCORES) + GENERATOR_UPDATE;
        assertEquals(rest, toy("penalty=none"));
        long difference = BATCH * 2 * (3 * CRITIC - CRITIC_START);
        assertEquals(rest + 2 * difference, toy("penalty={finite-difference: {weight: 10, target: 1}}"));
        long slope = BATCH * 4 * CRITIC;
        assertEquals(rest + 4 * slope, toy("penalty={sum: {of: [r1: {weight: 1}, r2: {weight: 1}]}}"));
    }

    @Test
    void playersThatMoveAtOnceShareTheFakes() {
        long once = toy(
                "penalty=none",
                "training.alternation.discriminator-steps=1",
                "training.alternation.order=simultaneous");
        assertEquals(SCORES + GENERATOR_UPDATE, once);
    }

    @Test
    void aPairOfScoresTakesTheRealOnesIntoTheGeneratorsUpdate() {
        assertEquals(
                2 * (FAKES + SCORES) + GENERATOR_UPDATE + BATCH * CRITIC,
                toy("penalty=none", "objective=relativistic-paired"));
    }

    /** In both, each place of the smaller image meets each weight of the kernel once. */
    @Test
    void convolutionsCountPlacesTimesKernel() {
        Recipe recipe = Recipes.named("dcgan-64");
        long dense = 100 * 16 * 1024;
        long inner = 16 * (1024 * 512 * 16 + 512 * 256 * 64 + 256 * 128 * 256L);
        long outer = 16 * 128 * 3 * 1024;
        assertEquals(2 * (dense + inner + outer), FlopCount.ofSample(recipe.generator(), Shape.of(100)));
        assertEquals(2 * (outer + inner + 16 * 1024), FlopCount.ofSample(recipe.discriminator(), Shape.of(3, 64, 64)));
    }

    @Test
    void wrappedLayersCountAsTheyWouldAloneAndBothWaysOfABlock() {
        Layer convolution = new Convolution(2, 3, 1, 1, true);
        long once = 2 * 4 * 4 * 9 * 2; // from 1 channel to 2
        assertEquals(once, flop(new SpectralNorm(convolution)));
        assertEquals(once, flop(new Clipped(convolution, 1)));
        assertEquals(2 * once, flop(new Residual(List.of(new Relu(), convolution), List.of(convolution))));
    }

    private static long flop(Layer layer) {
        Architecture alone = new Architecture(new Initializer.GlorotUniform(), List.of(layer));
        return FlopCount.ofSample(alone, Shape.of(1, 4, 4));
    }

    /**
     * What PyTorch 2.15 counts in one step of bench/peer.py: {@code Training(RECIPES[name]).step()} within
     * {@code FlopCounterMode} of {@code torch.utils.flop_counter}, which does not take a penalty's second derivative.
     */
    @ParameterizedTest
    @CsvSource({"wgan-fashion, 865628848128", "dcgan-64, 1254348554240"})
    void stepsCountAsPyTorchCounts(String name, long flop) {
        assertEquals(flop, FlopCount.ofStep(Recipes.named(name)));
    }
}
