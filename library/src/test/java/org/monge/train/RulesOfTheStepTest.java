package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.data.Batch;
import org.monge.data.SampleStream;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.LabelEmbedding;
import org.monge.network.Layer;
import org.monge.network.ProjectionHead;
import org.monge.network.Sequential;
import org.monge.objective.Content;
import org.monge.objective.GradientPenalty;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.RelativisticPaired;
import org.monge.objective.Sides;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.optimize.Schedule;
import org.monge.train.Alternation.Burst;
import org.monge.train.Alternation.Order;
import org.monge.train.Presentation.Noise;

/** What each rule does to a step. */
class RulesOfTheStepTest {
    private static final Adam ADAM = new Adam(1e-2, 0, 0.9, 1e-8);

    private static Rules with(Alternation alternation) {
        Rules toys = Toys.RULES;
        return new Rules(toys.losses(), alternation, toys.presentation(), toys.pace(), toys.batchSize(), toys.fakes());
    }

    private static Rules with(Presentation presentation) {
        Rules toys = Toys.RULES;
        return new Rules(toys.losses(), toys.alternation(), presentation, toys.pace(), toys.batchSize(), toys.fakes());
    }

    private static Rules with(Rules.Losses losses) {
        Rules toys = Toys.RULES;
        return new Rules(losses, toys.alternation(), toys.presentation(), toys.pace(), toys.batchSize(), toys.fakes());
    }

    private static Toys toys(Rules rules, Adam discriminator) {
        return new Toys(1, rules, ADAM, discriminator, new Toys.Ring(1));
    }

    private static double[] generatorAfterOneStep(Order order, double discriminatorRate) {
        Rules rules = with(new Alternation(1, 1, new Burst.None(), order));
        try (Toys toys = toys(rules, new Adam(discriminatorRate, 0, 0.9, 1e-8))) {
            toys.turn.run();
            return weights(toys.generator);
        }
    }

    private static double[] weights(Sequential network) {
        return Tensors.values(network.parameters().get(0));
    }

    @Test
    void simultaneousGeneratorDoesNotSeeTheDiscriminatorsMove() {
        double[] slow = generatorAfterOneStep(Order.SIMULTANEOUS, 1e-3);
        assertArrayEquals(slow, generatorAfterOneStep(Order.SIMULTANEOUS, 1e-1));
        double[] answer = generatorAfterOneStep(Order.ALTERNATING, 1e-3);
        assertFalse(Arrays.equals(answer, generatorAfterOneStep(Order.ALTERNATING, 1e-1)));
    }

    @Test
    void simultaneousPlayersBothMove() {
        Rules rules = with(new Alternation(1, 1, new Burst.None(), Order.SIMULTANEOUS));
        try (Toys toys = toys(rules, ADAM)) {
            double[] generator = weights(toys.generator);
            double[] discriminator = weights(toys.discriminator);
            toys.turn.run();
            assertFalse(Arrays.equals(generator, weights(toys.generator)));
            assertFalse(Arrays.equals(discriminator, weights(toys.discriminator)));
            Tensors.assertNothingNativeIsLeft(toys.turn::run);
        }
    }

    @Test
    void burstShowsTheDiscriminatorMoreImages() {
        Rules rules = with(new Alternation(3, 2, new Burst.Periodic(7, 1, 1000), Order.ALTERNATING));
        try (Toys toys = toys(rules, ADAM)) {
            toys.turn.run();
            assertEquals(7 * Toys.BATCH, toys.turn.imagesSeen());
            toys.turn.run();
            assertEquals((7 + 3) * Toys.BATCH, toys.turn.imagesSeen());
        }
    }

    @Test
    void packsOfSamplesAreScoredTogether() {
        try (Toys toys = toys(with(new Presentation(4, new Noise.None())), ADAM)) {
            assertEquals(Shape.of(8), toys.discriminator.input());
            toys.turn.run();
            assertEquals(3 * Toys.BATCH, toys.turn.imagesSeen());
        }
    }

    @Test
    void batchThatIsNoMultipleOfThePackingIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> with(new Presentation(5, new Noise.None())));
        assertEquals("batchSize must be a multiple of the packing, 5, got 64", refused.getMessage());
    }

    /** Between two rings of noise a hundred times their size no distance is left to see in its first step. */
    @Test
    void instanceNoiseReachesTheDiscriminator() {
        assertTrue(realScore(new Noise.Annealed(100, 1000)) > 10 * realScore(new Noise.None()));
    }

    private static double realScore(Noise noise) {
        try (Toys toys = toys(with(new Presentation(1, noise)), ADAM)) {
            toys.turn.run();
            return Math.abs(toys.turn.meters().take().get("discriminator/real"));
        }
    }

    @Test
    void clippedWeightsAreWithinTheBoundAfterEachUpdate() {
        Rules.Losses losses =
                new Rules.Losses(new Wasserstein(), new NoPenalty(), new WeightClipping(0.01), new Content.None());
        try (Toys toys = toys(with(losses), ADAM)) {
            toys.turn.run();
            for (double weight : weights(toys.discriminator)) {
                assertTrue(Math.abs(weight) <= 0.01 + 1e-9, () -> "weight " + weight);
            }
        }
    }

    @Test
    void scheduleThatHasEndedStopsThePlayer() {
        Schedule ended = new Schedule.LinearDecay(0, 1);
        Schedule constant = new Schedule.Constant();
        for (Order order : Order.values()) {
            assertEquals(List.of(true, false), movesInTheSecondStep(order, new Rules.Pace(constant, ended)));
            assertEquals(List.of(false, true), movesInTheSecondStep(order, new Rules.Pace(ended, constant)));
        }
    }

    /** Whether the discriminator and the generator move. */
    private static List<Boolean> movesInTheSecondStep(Order order, Rules.Pace pace) {
        Rules toys = with(new Alternation(1, 1, new Burst.None(), order));
        Rules rules =
                new Rules(toys.losses(), toys.alternation(), toys.presentation(), pace, toys.batchSize(), toys.fakes());
        try (Toys game = toys(rules, ADAM)) {
            game.turn.run();
            double[] discriminator = weights(game.discriminator);
            double[] generator = weights(game.generator);
            game.turn.run();
            return List.of(
                    !Arrays.equals(discriminator, weights(game.discriminator)),
                    !Arrays.equals(generator, weights(game.generator)));
        }
    }

    @Test
    void contentTermIsWeighedBesideTheAdversarialOne() {
        Rules.Losses losses = new Rules.Losses(
                new Wasserstein(),
                new GradientPenalty(1, 1, Sides.TWO_SIDED),
                new NoConstraint(),
                new Content.L1(3, 0.5));
        try (Toys toys = toys(with(losses), ADAM)) {
            toys.turn.run();
            Map<String, Double> means = toys.turn.meters().take();
            double sum = means.get("generator/adversarial") + means.get("generator/content");
            assertEquals(sum, means.get("generator/loss"), 1e-6, "float sums");
            assertTrue(means.get(ContentBalance.CONTENT) > 0);
            Tensors.assertNothingNativeIsLeft(toys.turn::run);
        }
    }

    @Test
    void pairedObjectiveSeesRealSamplesInTheGeneratorsUpdateToo() {
        Rules.Losses losses =
                new Rules.Losses(new RelativisticPaired(), new NoPenalty(), new NoConstraint(), new Content.None());
        try (Counting reals = new Counting();
                Toys toys = new Toys(1, with(losses), ADAM, ADAM, reals)) {
            toys.turn.run();
            assertEquals(4, reals.drawn, "three for the discriminator, one for the generator");
            assertFalse(toys.turn.meters().take().containsKey("discriminator/real"));
        }
    }

    /** A ring that counts its batches and labels each sample 1. */
    private static final class Counting implements SampleStream {
        private final Toys.Ring ring = new Toys.Ring(1);
        private int drawn;

        @Override
        public Batch next() {
            drawn++;
            long[] ones = new long[Toys.BATCH];
            Arrays.fill(ones, 1);
            return new Batch(ring.next().samples(), Optional.of(HostTensors.longs(ones, Toys.BATCH)));
        }

        @Override
        public Shape shape() {
            return ring.shape();
        }

        @Override
        public int batchSize() {
            return ring.batchSize();
        }

        @Override
        public void describe(State state) {
            ring.describe(state);
        }

        @Override
        public void close() {
            ring.close();
        }
    }

    /** Of three classes only the second ever occurs: the embeddings of the others keep their start. */
    @Test
    void conditionalPlayersAreToldTheLabelsOfTheRealSamples() {
        Rules rules = Rules.of(new Wasserstein(), new NoPenalty(), 1, Toys.BATCH);
        try (RandomStream random = new RandomStream(1);
                Counting reals = new Counting();
                Sequential generator =
                        network(new LabelEmbedding(3, 4), new Dense(2, true)).build(Shape.of(4), random);
                Sequential critic =
                        network(new Dense(8, true), new ProjectionHead(3)).build(Shape.of(2), random);
                Descent generatorDescent = ADAM.over(generator.parameters());
                Descent criticDescent = ADAM.over(critic.parameters())) {
            Players players = new Players(generator, critic, generatorDescent, criticDescent);
            try (AlternatingStep turn = new AlternatingStep(players, rules, reals, new NormalLatent(4), 1)) {
                assertOnlyTheSecondRowMoves(generator, "0.weight", turn);
                assertOnlyTheSecondRowMoves(critic, embedding(critic), turn);
            }
        }
    }

    private static Architecture network(Layer first, Layer last) {
        return new Architecture(new Initializer.HeUniform(), List.of(first, new Relu(), last));
    }

    private static String embedding(Sequential critic) {
        return critic.tensors().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("2.") && entry.getValue().size(0) == 3)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static void assertOnlyTheSecondRowMoves(Sequential network, String name, AlternatingStep turn) {
        Tensor table = network.tensors().get(name);
        int width = (int) table.size(1);
        double[] before = Tensors.values(table);
        turn.run();
        double[] after = Tensors.values(table);
        for (int row = 0; row < 3; row++) {
            boolean same = Arrays.equals(before, row * width, (row + 1) * width, after, row * width, (row + 1) * width);
            assertEquals(row != 1, same, name + " row " + row);
        }
    }

    @Test
    void conditionalNetworkWithoutLabelsIsRefused() {
        Rules rules = Rules.of(new Wasserstein(), new NoPenalty(), 1, Toys.BATCH);
        try (RandomStream random = new RandomStream(1);
                Toys.Ring reals = new Toys.Ring(1);
                Sequential generator =
                        network(new LabelEmbedding(3, 4), new Dense(2, true)).build(Shape.of(4), random);
                Sequential critic =
                        network(new Dense(8, true), new Dense(1, true)).build(Shape.of(2), random);
                Descent generatorDescent = ADAM.over(generator.parameters());
                Descent criticDescent = ADAM.over(critic.parameters())) {
            Players players = new Players(generator, critic, generatorDescent, criticDescent);
            try (AlternatingStep turn = new AlternatingStep(players, rules, reals, new NormalLatent(4), 1)) {
                var refused = assertThrows(IllegalArgumentException.class, turn::run);
                assertEquals("data must have labels for a conditional network", refused.getMessage());
            }
        }
    }
}
