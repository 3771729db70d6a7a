package org.monge.train;

import static org.monge.network.Mode.TRAINING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.data.SampleStream;
import org.monge.engine.Gradients;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.latent.Source;
import org.monge.metric.Features;
import org.monge.network.Discriminator;
import org.monge.network.Player;
import org.monge.objective.Objective;
import org.monge.objective.Slopes;

/**
 * Measures how a game goes, on the same real samples and starts every time. It moves nothing: no weight, no running statistic,
 * no random stream of the training, so that a run is the same with and without it. docs/diagnostics.md explains the
 * numbers.
 */
public final class Diagnostics {
    /** What the names of the numbers begin with. */
    public static final String PREFIX = "diagnostics/";

    static final String DEPTH = PREFIX + "activation-gradient/first-over-last";
    static final String GENERATOR_GRADIENT = PREFIX + "generator-gradient/norm";

    /** Of a histogram of weights. */
    public static final int BINS = 20;

    private final Players players;
    private final Rules rules;
    private final Supplier<SampleStream> reals;
    private final Source source;
    private final int batches;
    private final long seed;
    private final Objective objective;

    /**
     * @param reals opens a stream of real batches, the same every time
     * @param batches how many are looked at, at least 2
     * @param seed of the starts
     */
    public Diagnostics(
            Players players, Rules rules, Supplier<SampleStream> reals, Source source, int batches, long seed) {
        Require.that(batches >= 2, "batches", "at least 2", batches);
        this.players = players;
        this.rules = rules;
        this.reals = reals;
        this.source = source;
        this.batches = batches;
        this.seed = seed;
        this.objective = rules.losses().objective();
    }

    /** Whether a meter of this name is one of these numbers. */
    public static boolean isDiagnostic(String meter) {
        return meter.startsWith(PREFIX);
    }

    /** The numbers now, by name, in a fixed order. Those that look at samples are left out if one is not finite. */
    public Map<String, Double> measure(long step) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Scope.scoped(() -> {
            List<Tensor> statistics = statistics();
            List<Tensor> before =
                    statistics.stream().map(tensor -> tensor.clone()).toList();
            try (SampleStream stream = reals.get().on(players.device());
                    RandomStream random = RandomStream.named("diagnostics", seed, players.device())) {
                new Measurement(step, stream, random, numbers).run();
            } finally {
                Scope.mutating(() -> {
                    for (int i = 0; i < before.size(); i++) {
                        statistics.get(i).copy_(before.get(i));
                    }
                });
            }
        });
        return numbers;
    }

    /** What forward passes move. */
    private List<Tensor> statistics() {
        List<Tensor> statistics = new ArrayList<>();
        for (Player player : List.of(players.generator(), players.discriminator())) {
            WeightDiagnostics.named(player).values().stream()
                    .filter(tensor -> !tensor.requires_grad())
                    .forEach(statistics::add);
        }
        return statistics;
    }

    /** One look at the game. */
    private final class Measurement {
        private final long step;
        private final SampleStream stream;
        private final RandomStream random;
        private final Map<String, Double> numbers;
        private final List<Tensor> real = new ArrayList<>();
        private final List<Tensor> fake = new ArrayList<>();
        private final List<Tensor> labels = new ArrayList<>();
        private final List<Tensor> realScores = new ArrayList<>();
        private final List<Tensor> fakeScores = new ArrayList<>();
        private final List<float[]> realSlopes = new ArrayList<>();
        private final List<float[]> fakeSlopes = new ArrayList<>();
        private final List<float[]> slopesBetween = new ArrayList<>();

        Measurement(long step, SampleStream stream, RandomStream random, Map<String, Double> numbers) {
            this.step = step;
            this.stream = stream;
            this.random = random;
            this.numbers = numbers;
        }

        void run() {
            numbers.putAll(new WeightDiagnostics(players, rules.losses().constraint()).measure());
            GradientSpread spread = new GradientSpread();
            for (int b = 0; b < batches; b++) {
                boolean first = b == 0;
                Hand hand = new Hand(players, stream);
                real.add(hand.real());
                fake.add(Scope.withoutGrad(() -> hand.generator().generate(starts(hand), rules.fakes())));
                hand.labels().ifPresent(labels::add);
                Tensor shownReal = show(real.get(b));
                Tensor shownFake = show(fake.get(b));
                judge(hand.discriminator(), shownReal, shownFake);
                if (first) {
                    Scope.scoped(() -> criticGradients(hand.discriminator(), shownReal, shownFake));
                }
                spread.add(() -> generatorGradient(hand));
            }
            numbers.put(GENERATOR_GRADIENT, spread.norm());
            put("generator-gradient/variance", spread.variance());
            put("generator-gradient/relative-variance", spread.relativeVariance());
            distribution("slope-real", realSlopes);
            distribution("slope-fake", fakeSlopes);
            double steep = distribution("slope-between", slopesBetween);
            numbers.putAll(new ScoreDiagnostics(objective).measure(all(realScores), all(fakeScores), steep));
            samples();
        }

        private Tensor starts(Hand hand) {
            return hand.starts(source, rules.batchSize(), random);
        }

        private Tensor show(Tensor samples) {
            return rules.presentation().show(samples, step, random);
        }

        private void judge(Discriminator discriminator, Tensor shownReal, Tensor shownFake) {
            Scores scores = Scores.of(discriminator, shownReal, shownFake);
            realScores.add(scores.real().detach());
            fakeScores.add(scores.fake().detach());
            realSlopes.add(slopes(discriminator, shownReal));
            fakeSlopes.add(slopes(discriminator, shownFake));
            slopesBetween.add(slopes(discriminator, Slopes.between(shownReal, shownFake, random)));
        }

        private float[] slopes(Discriminator discriminator, Tensor points) {
            return Scope.reading(() -> HostTensors.floats(Slopes.norms(discriminator, points)));
        }

        /** Norms of the gradient of the critic's loss, with respect to what each layer gives and to each parameter. */
        private void criticGradients(Discriminator discriminator, Tensor shownReal, Tensor shownFake) {
            List<Tensor> onReal = discriminator.activations(ScoreDiagnostics.differentiable(shownReal), TRAINING);
            List<Tensor> onFake = discriminator.activations(ScoreDiagnostics.differentiable(shownFake), TRAINING);
            int last = onReal.size() - 1;
            Tensor loss = objective
                    .discriminatorLoss(onReal.get(last), onFake.get(last))
                    .add(rules.losses().penalty().evaluate(discriminator, shownReal, shownFake, random));
            Map<String, Tensor> parameters = WeightDiagnostics.trained(players.discriminator());
            TensorVector inputs = new TensorVector();
            parameters.values().forEach(inputs::push_back);
            onReal.forEach(inputs::push_back);
            onFake.forEach(inputs::push_back);
            float[] norms = UpdateRatios.norms(Gradients.of(loss, inputs));
            int at = 0;
            for (String name : parameters.keySet()) {
                put("parameter-gradient/" + name, norms[at++]);
            }
            double[] layers = new double[last + 1];
            for (int i = 0; i <= last; i++) {
                layers[i] = Math.hypot(norms[at + i], norms[at + last + 1 + i]);
                put(String.format(Locale.ROOT, "activation-gradient/%02d", i), layers[i]);
            }
            numbers.put(DEPTH, layers[0] / layers[last]);
        }

        /** The gradient of the generator's loss in one batch. */
        private TensorVector generatorGradient(Hand hand) {
            Discriminator discriminator = hand.discriminator();
            Tensor made = hand.generator().generate(starts(hand), TRAINING);
            Tensor loss = objective.generatorLoss(
                    () -> discriminator.score(show(hand.real()), TRAINING), discriminator.score(show(made), TRAINING));
            return Gradients.of(loss, players.generator().parameters());
        }

        /** Quantiles of slopes; the result is the greatest but for one in twenty. */
        private double distribution(String name, List<float[]> parts) {
            double[] ascending = parts.stream()
                    .flatMapToDouble(part -> IntStream.range(0, part.length).mapToDouble(i -> part[i]))
                    .sorted()
                    .toArray();
            double high = quantile(ascending, 0.95);
            put(name + "/low", quantile(ascending, 0.05));
            put(name + "/median", quantile(ascending, 0.5));
            put(name + "/high", high);
            put(name + "/mean", Arrays.stream(ascending).average().orElseThrow());
            return high;
        }

        private static double quantile(double[] ascending, double part) {
            return ascending[(int) Math.round(part * (ascending.length - 1))];
        }

        private void samples() {
            Tensor made = all(fake);
            if (!Double.isFinite(made.sum().item_double())) {
                return;
            }
            List<Tensor> others = new ArrayList<>();
            for (int b = 0; b < batches; b++) {
                others.add(stream.next().samples());
            }
            SampleDiagnostics diagnostics =
                    new SampleDiagnostics(Features.of(all(real)), Features.of(all(others)), known(), seed);
            numbers.putAll(diagnostics.measure(Features.of(made)));
        }

        /** The classes of the real samples; none where there are no labels. */
        private int[] known() {
            float[] classes = labels.isEmpty() ? new float[0] : HostTensors.floats(all(labels));
            return IntStream.range(0, classes.length).map(i -> (int) classes[i]).toArray();
        }

        private void put(String name, double value) {
            numbers.put(PREFIX + name, value);
        }

        private Tensor all(List<Tensor> parts) {
            return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)));
        }
    }
}
