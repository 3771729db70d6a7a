package org.monge.recipe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.engine.Stateful;
import org.monge.network.Generator;
import org.monge.network.Sequential;
import org.monge.optimize.WeightAverage;
import org.monge.train.AlternatingStep;
import org.monge.train.Cadence;
import org.monge.train.Players;
import org.monge.train.Rules;
import org.monge.train.Training;

/** Everything that a recipe describes, built and ready to train. */
public final class Composition implements Stateful, AutoCloseable {
    private static final long CHUNK = 256;

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Recipe recipe;
    private final Players players;
    private final Rules rules;
    private final SampleStream reals;
    private final Sequential generator;
    private final Sequential discriminator;
    private final Sequential sampled;
    private final Training training;
    private final Tensor fixedLatents;

    /**
     * Builds fresh networks from the recipe's seed.
     *
     * @param source of samples of the recipe's shape
     * @throws IllegalArgumentException if the source does not fit the recipe
     */
    public Composition(Recipe recipe, SampleSource source) {
        Shape wanted = recipe.data().shape();
        Require.that(source.shape().equals(wanted), "shape of " + source.name(), wanted.toString(), source.shape());
        this.recipe = recipe;
        long seed = recipe.seed();
        Shape latent = Shape.of(recipe.latent().size());
        reals = own(source.stream(recipe.training().batchSize(), seed));
        try (RandomStream weights = RandomStream.named("weights", seed)) {
            generator = own(recipe.generator().build(latent, weights));
            discriminator = own(recipe.discriminator().build(wanted, weights));
        }
        Recipe.Training settings = recipe.training();
        players = new Players(
                generator,
                discriminator,
                own(settings.generatorOptimizer().over(generator.parameters())),
                own(settings.discriminatorOptimizer().over(discriminator.parameters())));
        rules = new Rules(
                recipe.objective(),
                recipe.penalty(),
                settings.batchSize(),
                settings.discriminatorSteps(),
                settings.fakes());
        AlternatingStep turn = own(new AlternatingStep(players, rules, reals, recipe.latent(), seed));
        Recipe.Output output = recipe.output();
        Cadence cadence = new Cadence(output.reportEvery(), output.sampleEvery(), output.checkpointEvery());
        if (recipe.average() instanceof Recipe.Average.Exponential exponential) {
            try (RandomStream unused = new RandomStream(0)) {
                sampled = own(recipe.generator().build(latent, unused));
            }
            WeightAverage average = own(new WeightAverage(generator, sampled, exponential.decay()));
            training = new Training(turn, average, cadence, seed);
        } else {
            sampled = generator;
            training = new Training(turn, cadence, seed);
        }
        try (RandomStream fixed = RandomStream.named("fixed-latents", seed)) {
            fixedLatents = own(Scope.keeping(() -> recipe.latent().sample(output.samples(), fixed)));
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

    /** The latents of the run's sample grids, {@code (samples, size)}. */
    public Tensor fixedLatents() {
        return fixedLatents;
    }

    /** Samples from the fixed latents, {@code (samples, ...)}, row-major; images are in [-1, 1]. */
    public float[] samples() {
        return draw(sampled, fixedLatents);
    }

    /**
     * Samples from latents {@code (N, size)}: {@code (N, ...)}, row-major; images are in [-1, 1]. Native memory is bounded
     * whatever N.
     */
    public static float[] draw(Generator generator, Tensor latents) {
        List<float[]> chunks = new ArrayList<>();
        for (long start = 0; start < latents.size(0); start += CHUNK) {
            long first = start;
            long count = Math.min(CHUNK, latents.size(0) - start);
            chunks.add(Scope.reading(() ->
                    HostTensors.floats(Scope.withoutGrad(() -> generator.generate(latents.narrow(0, first, count))))));
        }
        float[] samples =
                new float[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
        int filled = 0;
        for (float[] chunk : chunks) {
            System.arraycopy(chunk, 0, samples, filled, chunk.length);
            filled += chunk.length;
        }
        return samples;
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
