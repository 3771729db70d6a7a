package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.latent.Source;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.objective.Content;
import org.monge.objective.Minimax;
import org.monge.objective.NoPenalty;
import org.monge.objective.NonSaturating;
import org.monge.objective.Objective;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;
import org.monge.optimize.Adam;
import org.monge.train.Alarm.Kind;

class DiagnosticsTest {
    private static final long SEED = 3;
    private static final int BATCHES = 4;
    private static final Rules UNPENALISED = Rules.of(new Wasserstein(), new NoPenalty(), 1, Toys.BATCH);

    /** Players that never move, with a critic of these layers. */
    private static Map<String, Double> measure(Rules rules, Shift made, List<Layer> critic, Shift judged) {
        return measure(rules, made, critic, judged, new NormalLatent(2));
    }

    private static Map<String, Double> measure(
            Rules rules, Shift made, List<Layer> critic, Shift judged, Source source) {
        try (RandomStream weights = RandomStream.named("weights", SEED);
                Sequential generator = new Architecture(new Initializer.HeUniform(), List.of(new Dense(2, true)))
                        .build(Shape.of(2), weights);
                Sequential discriminator =
                        new Architecture(new Initializer.HeUniform(), critic).build(Shape.of(2), weights)) {
            Scope.scoped(() -> Scope.mutating(() -> {
                made.move(generator);
                judged.move(discriminator);
            }));
            Players players = new Players(
                    generator,
                    discriminator,
                    new Adam(1e-3, 0.0, 0.9, 1e-8).over(generator.parameters()),
                    new Adam(1e-3, 0.0, 0.9, 1e-8).over(discriminator.parameters()));
            Map<String, Double> numbers = diagnostics(players, rules, source).measure(1);
            players.generatorDescent().close();
            players.discriminatorDescent().close();
            return numbers;
        }
    }

    private static Diagnostics diagnostics(Players players, Rules rules) {
        return diagnostics(players, rules, new NormalLatent(4));
    }

    private static Diagnostics diagnostics(Players players, Rules rules, Source source) {
        return new Diagnostics(players, rules, () -> new Toys.Ring(SEED), source, BATCHES, SEED);
    }

    private interface Shift {
        void move(Sequential network);
    }

    /** G(z) = deviation z + (away, 0). */
    private static Shift normal(double deviation, float away) {
        return generator -> {
            generator.tensors().get("0.weight").copy_(HostTensors.floats(new float[] {1, 0, 0, 1}, 2, 2));
            generator.tensors().get("0.weight").mul_(new Scalar(deviation));
            generator.tensors().get("0.bias").copy_(HostTensors.floats(new float[] {away, 0}, 2));
        };
    }

    private static Shift times(double factor) {
        return critic -> critic.tensors().values().forEach(weight -> weight.mul_(new Scalar(factor)));
    }

    private static Shift none() {
        return network -> {};
    }

    /** D(x) = x * right + y * up. */
    private static Map<String, Double> linear(Shift made, float right, float up) {
        return measure(UNPENALISED, made, List.of(new Dense(1, false)), slopes(right, up));
    }

    private static Shift slopes(float right, float up) {
        return critic -> critic.tensors().get("0.weight").copy_(HostTensors.floats(new float[] {right, up}, 1, 2));
    }

    private static List<Layer> deep(int layers) {
        List<Layer> critic = new ArrayList<>();
        for (int i = 1; i < layers; i++) {
            critic.addAll(List.of(new Dense(16, true), new Relu()));
        }
        critic.add(new Dense(1, true));
        return critic;
    }

    private static Set<Kind> alarmsOf(Map<String, Double> numbers) {
        return told(numbers).stream().map(Alarm::kind).collect(Collectors.toSet());
    }

    private static List<Alarm> told(Map<String, Double> numbers) {
        List<Alarm> told = new ArrayList<>();
        Alarms alarms = new Alarms(2, told::add);
        alarms.reported(new Report(1, 1, numbers));
        alarms.reported(new Report(2, 2, numbers));
        return told;
    }

    @Test
    void aLinearCriticIsMeasuredAsByHand() {
        Map<String, Double> numbers = measure(UNPENALISED, none(), List.of(new Dense(1, false)), none());
        double slope = numbers.get("diagnostics/slope-real/median");
        assertTrue(slope > 0);
        assertEquals(slope, numbers.get("diagnostics/slope-fake/low"), 1e-6);
        assertEquals(slope, numbers.get("diagnostics/slope-between/high"), 1e-6);
        // d loss / d score is 1/64 at each of 64 real and 64 generated samples
        assertEquals(Math.sqrt(2.0 / Toys.BATCH), numbers.get("diagnostics/activation-gradient/00"), 1e-6);
        assertEquals(1, numbers.get(Diagnostics.DEPTH), 1e-12);
        assertEquals(1, numbers.get(ScoreDiagnostics.CRITIC_PULL), 1e-6);
        double bins = numbers.entrySet().stream()
                .filter(number -> number.getKey().contains("/bin-"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertEquals(1, bins, 1e-6);
    }

    @Test
    void theCriticOfAShiftEstimatesItsDistance() {
        // D(x, y) = -2 x on samples moved by 10 along x: the best critic but for what the samples differ by in y.
        Map<String, Double> numbers = linear(normal(0.1, 10), -2, 0);
        double distance = numbers.get(SampleDiagnostics.EARTH_MOVER);
        assertEquals(10, distance, 0.3);
        assertTrue(numbers.get(SampleDiagnostics.REAL_EARTH_MOVER) < 0.5);
        double estimate = numbers.get(ScoreDiagnostics.ESTIMATE_PER_SLOPE);
        assertEquals(numbers.get(ScoreDiagnostics.ESTIMATE) / 2, estimate, 1e-5);
        assertTrue(estimate <= distance + 1e-4, "no critic of slope 1 estimates more: " + estimate);
        // sqrt((10 - x)^2 + y^2) is about 10 - x + y^2 / 20, and y has a variance of a half on the ring.
        assertEquals(distance, estimate, 2 * 0.5 / 20);
    }

    /** Starts that are all alike in a batch, and one further along the first axis in each batch that follows. */
    private static final class Stairs implements Source {
        /** For the samples that are looked at, and for the gradient. */
        private static final int DRAWS_OF_A_BATCH = 2;

        private int draws;

        @Override
        public Shape shape(Shape sample) {
            return Shape.of(2);
        }

        @Override
        public Tensor draw(long n, Supplier<Tensor> reals, RandomStream random) {
            int batch = draws++ / DRAWS_OF_A_BATCH;
            return HostTensors.floats(new float[] {batch, 0}, 1, 2).repeat(n, 1);
        }
    }

    @Test
    void theGeneratorsGradientIsThatOfItsLoss() {
        // D = w (W z + b) with w = (3, 4). Of the loss -E[D] the gradient is -w z by W and -w by b, where z is (0, 0)
        // in
        // the first batch, then (1, 0), (2, 0) and (3, 0): its mean has the norm |w| sqrt(1 + 1.5^2).
        Map<String, Double> numbers =
                measure(UNPENALISED, normal(1, 0), List.of(new Dense(1, false)), slopes(3, 4), new Stairs());
        double norm = 5 * Math.sqrt(1 + 1.5 * 1.5);
        double variance = 5 * 5 * (1.5 * 1.5 + 0.5 * 0.5) * 2 / (BATCHES - 1);
        assertEquals(norm, numbers.get("diagnostics/generator-gradient/norm"), 1e-5);
        assertEquals(variance, numbers.get("diagnostics/generator-gradient/variance"), 1e-4);
        assertEquals(variance / (norm * norm), numbers.get("diagnostics/generator-gradient/relative-variance"), 1e-6);
    }

    @Test
    void clippedWeightsAreCounted() {
        WeightClipping clipping = new WeightClipping(0.01);
        Rules rules = new Rules(
                new Rules.Losses(new Wasserstein(), new NoPenalty(), clipping, new Content.None()),
                Alternation.of(1),
                Presentation.plain(),
                Rules.Pace.constant(),
                Toys.BATCH,
                Mode.TRAINING);
        Map<String, Double> spread = measure(rules, none(), deep(2), times(1e-9));
        assertEquals(0, spread.get("diagnostics/at-bound/0.weight"));
        try (Toys toys =
                new Toys(SEED, rules, new Adam(1e-3, 0, 0.9, 1e-8), new Adam(1e-3, 0, 0.9, 1e-8), new Toys.Ring(1))) {
            for (int i = 0; i < 100; i++) {
                toys.turn.run();
            }
            Players players = players(toys);
            Map<String, Double> numbers = diagnostics(players, rules).measure(100);
            float[] weights = HostTensors.floats(toys.discriminator.tensors().get("2.weight"));
            double held = IntStream.range(0, weights.length)
                            .filter(i -> Math.abs(weights[i]) == 0.01f)
                            .count()
                    / (double) weights.length;
            assertTrue(held > 0.1, "held " + held);
            assertEquals(held, numbers.get("diagnostics/at-bound/2.weight"), 1e-9);
            assertEquals(0.01, numbers.get("diagnostics/weights/2.weight/limit"));
        }
    }

    private static Players players(Toys toys) {
        return new Players(toys.generator, toys.discriminator, toys.generatorDescent, toys.discriminatorDescent);
    }

    @Test
    void measuringMovesNothing() {
        try (Toys toys = Toys.ring(SEED)) {
            toys.turn.run();
            float[] before = state(toys);
            Diagnostics diagnostics = diagnostics(players(toys), Toys.RULES);
            Map<String, Double> first = diagnostics.measure(1);
            assertEquals(first, diagnostics.measure(1));
            assertArrayEquals(before, state(toys));
        }
    }

    private static float[] state(Toys toys) {
        return Scope.reading(
                () -> HostTensors.floats(torch.cat(new TensorVector(Stream.of(toys.generator, toys.discriminator)
                        .flatMap(player -> new TreeMap<>(player.tensors()).values().stream())
                        .map(tensor -> tensor.detach().flatten())
                        .toArray(Tensor[]::new)))));
    }

    @Test
    void updatesAreMeasuredWhenDue() {
        try (Toys toys = Toys.ring(SEED)) {
            boolean[] due = {false};
            UpdateRatios ratios = new UpdateRatios(toys.discriminatorDescent, () -> due[0]);
            Players players = new Players(toys.generator, toys.discriminator, toys.generatorDescent, ratios);
            try (AlternatingStep turn =
                    new AlternatingStep(players, Toys.RULES, toys.reals, new NormalLatent(4), SEED)) {
                turn.run();
                assertEquals(0, ratios.take().length);
                due[0] = true;
                turn.run();
                Map<String, Double> numbers = diagnostics(players, Toys.RULES).measure(2);
                double ratio = numbers.get("diagnostics/critic-update/2.weight");
                assertTrue(ratio > 1e-4 && ratio < 0.1, "ratio " + ratio);
            }
        }
    }

    @Test
    void aHealthyRunRaisesNone() {
        try (Toys toys = Toys.ring(SEED)) {
            List<Alarm> told = new ArrayList<>();
            Alarms alarms = new Alarms(3, told::add);
            Diagnostics diagnostics = diagnostics(players(toys), Toys.RULES);
            for (int step = 1; step <= 500; step++) {
                toys.turn.run();
                if (step % 50 == 0) {
                    alarms.reported(new Report(step, step, diagnostics.measure(step)));
                }
            }
            assertEquals(List.of(), told);
        }
    }

    @Test
    void aGeneratorOfOnePointIsCollapsed() {
        assertTrue(
                alarmsOf(measure(UNPENALISED, normal(1e-4, 1), deep(2), none())).contains(Kind.MODE_COLLAPSE));
    }

    @Test
    void smallWeightsInManyLayersMakeGradientsVanish() {
        Set<Kind> raised = alarmsOf(measure(UNPENALISED, normal(0.7, 0), deep(12), times(0.1)));
        assertTrue(raised.contains(Kind.VANISHING_GRADIENTS), raised.toString());
    }

    @Test
    void largeWeightsInManyLayersMakeGradientsExplode() {
        Set<Kind> raised = alarmsOf(measure(UNPENALISED, normal(0.7, 0), deep(12), times(10)));
        assertTrue(raised.contains(Kind.EXPLODING_GRADIENTS), raised.toString());
    }

    @Test
    void aPerfectDiscriminatorIsSaturated() {
        Rules minimax = Rules.of(new Minimax(0, 0), new NoPenalty(), 1, Toys.BATCH);
        Shift between = critic -> {
            critic.tensors().get("0.weight").copy_(HostTensors.floats(new float[] {-1, 0}, 1, 2));
            critic.tensors().get("0.bias").fill_(new Scalar(20.0));
        };
        Map<String, Double> numbers = measure(minimax, normal(0.1, 50), List.of(new Dense(1, true)), between);
        assertEquals(Set.of(Kind.SATURATION), alarmsOf(numbers));
        assertTrue(numbers.get(ScoreDiagnostics.GENERATOR_PULL) < 1e-6, numbers.toString());
    }

    @Test
    void aDiscriminatorThatGetsSureTakesTheGradientOfMinimaxOnly() {
        assertEquals(Set.of(Kind.SATURATION, Kind.VANISHING_GENERATOR_GRADIENT), whenSure(new Minimax(0, 0)));
        assertEquals(Set.of(Kind.SATURATION), whenSure(new NonSaturating(0, 0)));
    }

    /** What is told of D = sigmoid(a (25 - x)), real samples about 0 and generated ones about 50, while a grows. */
    private static Set<Kind> whenSure(Objective objective) {
        Rules rules = Rules.of(objective, new NoPenalty(), 1, Toys.BATCH);
        List<Alarm> told = new ArrayList<>();
        Alarms alarms = new Alarms(1, told::add);
        float[] steepness = {0.01f, 1};
        for (int step = 0; step < steepness.length; step++) {
            float a = steepness[step];
            Shift critic = sure -> {
                sure.tensors().get("0.weight").copy_(HostTensors.floats(new float[] {-a, 0}, 1, 2));
                sure.tensors().get("0.bias").fill_(new Scalar(25.0 * a));
            };
            Map<String, Double> numbers = measure(rules, normal(0.1, 50), List.of(new Dense(1, true)), critic);
            alarms.reported(new Report(step, step, numbers));
        }
        return told.stream().map(Alarm::kind).collect(Collectors.toSet());
    }

    @Test
    void aCriticThatPrefersTheSamplesIsNotOptimal() {
        Map<String, Double> numbers = linear(normal(0.1, 10), 1, 0);
        assertEquals(-10, numbers.get(ScoreDiagnostics.ESTIMATE), 0.3);
        // Half the scores are about 0 with a variance of a half, half about 10: their deviation is 5 and a little.
        double deviation = Math.sqrt(5 * 5 + 0.5 / 2);
        assertEquals(-10 / deviation, numbers.get(ScoreDiagnostics.ADVANTAGE), 0.05);
        assertEquals(Set.of(Kind.CRITIC_NOT_OPTIMAL), alarmsOf(numbers));
        assertEquals(Set.of(), alarmsOf(linear(normal(0.1, 10), -1, 0)), "the critic that prefers the data");
    }

    @Test
    void aCriticThatLooksAnotherWayIsNotOptimal() {
        List<Alarm> told = told(linear(normal(0.1, 10), 0, 1));
        assertEquals(
                List.of(Kind.CRITIC_NOT_OPTIMAL), told.stream().map(Alarm::kind).toList());
        assertTrue(told.get(0).evidence().contains("for each unit of slope"), told.toString());
    }
}
