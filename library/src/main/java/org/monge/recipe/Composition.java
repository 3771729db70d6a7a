package org.monge.recipe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.engine.Execution;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.engine.Stateful;
import org.monge.latent.LowResolution;
import org.monge.network.Sequential;
import org.monge.optimize.Descent;
import org.monge.optimize.WeightAverage;
import org.monge.train.AlternatingStep;
import org.monge.train.Cadence;
import org.monge.train.Diagnostics;
import org.monge.train.Players;
import org.monge.train.Rules;
import org.monge.train.Training;
import org.monge.train.UpdateRatios;

/** Everything that a recipe describes, built and ready to train. */
public final class Composition implements Stateful, AutoCloseable {
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Recipe recipe;
    private final Players players;
    private final Rules rules;
    private final SampleStream reals;
    private final Sequential generator;
    private final Sequential discriminator;
    private final Sequential sampled;
    private final Training training;
    private final Showcase showcase;
    private final Optional<Diagnostics> diagnostics;
    private final Optional<PeriodicEvaluation> evaluation;

    /**
     * Builds fresh networks from the recipe's seed.
     *
     * @param source of samples of the recipe's shape
     * @throws IllegalArgumentException if the source does not fit the recipe
     */
    public Composition(Recipe recipe, SampleSource source) {
        this(recipe, source, Execution.PLAIN);
    }

    /**
     * The same, computed elsewhere or in another precision. Fresh weights, random numbers and the order of the data are the
     * same on every device.
     */
    public Composition(Recipe recipe, SampleSource source, Execution execution) {
        this(recipe, source, execution, Optional.empty());
    }

    /**
     * The same, measured while it trains.
     *
     * @param evaluation as the recipe asks for it; the caller closes it
     * @throws IllegalArgumentException if there is none and the recipe asks for one, or if it cannot measure these samples
     */
    public Composition(
            Recipe recipe, SampleSource source, Execution execution, Optional<PeriodicEvaluation> evaluation) {
        Shape wanted = recipe.data().shape();
        Require.that(source.shape().equals(wanted), "shape of " + source.name(), wanted.toString(), source.shape());
        requireLabels(recipe, source);
        requireEnough(recipe, source);
        boolean measured = evaluation.isPresent() || recipe.evaluation() instanceof Recipe.Evaluation.None;
        Require.that(measured, "evaluation of " + recipe.name(), "given to what asks for it", "none");
        this.recipe = recipe;
        long seed = recipe.seed();
        Recipe.Training settings = recipe.training();
        Shape start = recipe.latent().shape(wanted);
        reals = own(source.stream(settings.batchSize(), seed));
        try (RandomStream weights = RandomStream.named("weights", seed)) {
            generator = own(recipe.generator().build(start, weights, execution));
            discriminator =
                    own(recipe.discriminator().build(settings.presentation().shape(wanted), weights, execution));
        }
        players = new Players(
                generator,
                discriminator,
                descent(settings.generator(), generator),
                descent(settings.discriminator(), discriminator));
        rules = new Rules(
                new Rules.Losses(recipe.objective(), recipe.penalty(), recipe.constraint(), recipe.content()),
                settings.alternation(),
                settings.presentation(),
                new Rules.Pace(
                        settings.discriminator().schedule(),
                        settings.generator().schedule()),
                settings.batchSize(),
                settings.fakes());
        AlternatingStep turn = own(new AlternatingStep(players, rules, reals, recipe.latent(), seed));
        Recipe.Output output = recipe.output();
        Cadence cadence = new Cadence(output.reportEvery(), output.sampleEvery(), output.checkpointEvery());
        Runnable average = () -> {};
        if (recipe.average() instanceof Recipe.Average.Exponential exponential) {
            try (RandomStream unused = new RandomStream(0)) {
                sampled = own(recipe.generator().build(start, unused, execution));
            }
            average = own(new WeightAverage(generator, sampled, exponential.decay()))::update;
        } else {
            sampled = generator;
        }
        showcase = own(new Showcase(recipe, output.samples(), () -> firstReals(source, output.samples()), seed));
        long probe = RandomStream.mix(seed, "diagnostics");
        diagnostics = recipe.diagnostics() instanceof Recipe.Diagnostics.Periodic periodic
                ? Optional.of(new Diagnostics(
                        players,
                        rules,
                        () -> source.stream(settings.batchSize(), probe),
                        recipe.latent(),
                        periodic.batches(),
                        seed))
                : Optional.empty();
        this.evaluation = evaluation;
        training = new Training(turn, average, this::quality, cadence, seed);
        evaluation.ifPresent(this::tryOut);
    }

    /** What cannot be measured is better told now than after the first interval. */
    private void tryOut(PeriodicEvaluation measurement) {
        try {
            measurement.measure(sampled);
        } catch (RuntimeException unfit) {
            close();
            throw unfit;
        }
    }

    private Descent descent(Recipe.Play play, Sequential player) {
        Descent descent = own(play.optimizer().over(player.parameters()));
        boolean examined = recipe.diagnostics() instanceof Recipe.Diagnostics.Periodic;
        return examined ? new UpdateRatios(descent, () -> isExaminedAfter(training.step() + 1)) : descent;
    }

    private boolean isExaminedAfter(long step) {
        return recipe.diagnostics() instanceof Recipe.Diagnostics.Periodic periodic && step % periodic.every() == 0;
    }

    private Map<String, Double> quality() {
        Map<String, Double> quality = new LinkedHashMap<>(showcase.quality(sampled));
        long step = training.step();
        if (isExaminedAfter(step)) {
            diagnostics.ifPresent(examination -> quality.putAll(examination.measure(step)));
        }
        evaluation.filter(some -> some.isDue(step)).ifPresent(some -> {
            training.requireFiniteWeights();
            quality.putAll(some.measure(sampled));
        });
        return quality;
    }

    private static void requireLabels(Recipe recipe, SampleSource source) {
        OptionalLong known = Consistency.classes(recipe.generator(), recipe.discriminator());
        known.ifPresent(classes -> {
            long labelled = source.labelledClasses();
            boolean fits = labelled > 0 && labelled <= classes;
            String rule = "from 0 to " + (classes - 1) + " for these networks";
            Require.that(fits, "labels of " + source.name(), rule, labelled == 0 ? "none" : "up to " + (labelled - 1));
        });
    }

    private static void requireEnough(Recipe recipe, SampleSource source) {
        boolean shown = recipe.latent() instanceof LowResolution;
        long samples = recipe.output().samples();
        boolean enough = !shown || source.count() == 0 || samples <= source.count();
        Require.that(enough, "output.samples", "at most the " + source.count() + " images to restore", samples);
    }

    private Tensor firstReals(SampleSource source, int count) {
        try (SampleStream stream = source.stream(count, recipe.seed())) {
            return stream.next().samples();
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        owned.push(part);
        return part;
    }

    public Recipe recipe() {
        return recipe;
    }

    public Players players() {
        return players;
    }

    public Rules rules() {
        return rules;
    }

    /** The stream of real batches that the training consumes. */
    public SampleStream reals() {
        return reals;
    }

    public Training training() {
        return training;
    }

    /** The generator that samples are taken from: the average where the recipe keeps one, else the one in training. */
    public Sequential sampler() {
        return sampled;
    }

    public Sequential discriminator() {
        return discriminator;
    }

    /** What the run's sample grids show. */
    public Showcase showcase() {
        return showcase;
    }

    /** The samples of a grid, {@code (samples, ...)}, row-major; images are in [-1, 1]. */
    public float[] samples() {
        return showcase.draw(sampled);
    }

    @Override
    public void describe(State state) {
        training.describe(state);
        if (sampled != generator) {
            state.part("average", sampled);
        }
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception failure) {
                throw new IllegalStateException("a part of the run could not be closed", failure);
            }
        }
    }
}
