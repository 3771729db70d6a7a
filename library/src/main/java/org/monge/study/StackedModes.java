package org.monge.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.InvalidDataException;
import org.monge.data.SampleSource;
import org.monge.data.Split;
import org.monge.data.StackedDigits;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.metric.Classifier;
import org.monge.metric.Classifiers;
import org.monge.metric.Judge;
import org.monge.metric.ModeCounts;
import org.monge.metric.SampleSet;
import org.monge.network.Architecture;
import org.monge.network.Dcgan;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.train.DivergedException;

/**
 * How many of the 1,000 modes of Stacked MNIST are found, with the networks of the recipe {@code stacked-mnist}: Srivastava et
 * al. (2017), section 4.2, Lin et al. (2018), section 4.2.
 *
 * @param data to learn
 * @param judge of single grey digits
 * @param samples of each generator that are judged
 * @param width filters nearest to the image
 * @param steps of each training
 */
record StackedModes(SampleSource data, Judge judge, int samples, int width, long steps) {
    private static final int SIZE = 32;
    private static final int CHANNELS = 3;
    private static final int PACKS = 64;
    private static final Map<String, List<String>> GAMES = games();

    private static Map<String, List<String>> games() {
        Map<String, List<String>> games = new LinkedHashMap<>();
        games.put("GAN", List.of());
        for (int packing = 2; packing <= 4; packing++) {
            games.put(
                    "PacGAN" + packing,
                    List.of("training.presentation.packing=" + packing, "training.batch-size=" + PACKS * packing));
        }
        games.put(
                "WGAN",
                wasserstein(
                        "constraint={weight-clipping: {bound: 0.01}}",
                        "{rms-prop: {learning-rate: 5.0e-5, decay: 0.9, epsilon: 1.0e-10}}"));
        games.put(
                "WGAN-GP",
                wasserstein(
                        "penalty={gradient-penalty: {weight: 10, target: 1, sides: two-sided}}",
                        "{adam: {learning-rate: 1.0e-4, beta1: 0.5, beta2: 0.9, epsilon: 1.0e-8}}"));
        return games;
    }

    private static List<String> wasserstein(String rule, String optimizer) {
        return List.of(
                "objective=wasserstein",
                rule,
                "training.alternation.discriminator-steps=5",
                "training.alternation.generator-steps=1",
                "training.discriminator.optimizer=" + optimizer,
                "training.generator.optimizer=" + optimizer);
    }

    /**
     * A row for each game, 26,000 samples of each; the papers' budget is 50 times 128,000 images. One line in place of them if
     * there is no MNIST on this machine.
     */
    static Object table(Datasets datasets, Effort effort, long seed, Consumer<String> progress) {
        try {
            Dataset digits = datasets.open("mnist", Split.TRAIN, new ImageShape(SIZE, 1));
            Dataset test = datasets.open("mnist", Split.TEST, new ImageShape(SIZE, 1));
            Classifiers kept = new Classifiers(datasets.cacheFolder("classifiers"));
            try (Classifier judge = kept.of(digits, test, 0, steps -> made -> {})) {
                SampleSource data = new StackedDigits(digits);
                boolean full = effort == Effort.FULL;
                int width = full ? 64 : 16;
                int steps = full ? 50 * 128_000 / PACKS : 1500;
                return new StackedModes(data, judge, 26_000, width, steps).rows(names(), seed, progress);
            }
        } catch (InvalidDataException absent) {
            progress.accept("stacked-mnist left out: " + absent.getMessage());
            return "left out: " + absent.getMessage();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the games are called, in their order. */
    static List<String> names() {
        return List.copyOf(GAMES.keySet());
    }

    /** A row for the data and one for each of these games. */
    List<Map<String, Object>> rows(List<String> games, long seed, Consumer<String> progress) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("the data", counts(SampleSet.real(data, samples, seed))));
        for (String game : games) {
            rows.add(play(game, recipe(game).withSeed(seed)));
            progress.accept("stacked-mnist, " + rows.get(rows.size() - 1));
        }
        return rows;
    }

    private Recipe recipe(String game) {
        Recipe recipe = Recipes.load("stacked-mnist", GAMES.get(game)).withSteps(steps);
        Architecture discriminator = Dcgan.discriminator(SIZE, width);
        if (game.equals("WGAN-GP")) {
            discriminator = discriminator.without(BatchNorm.class); // Gulrajani et al. (2017), section 4
        }
        return recipe.withNetworks(recipe.data(), Dcgan.generator(SIZE, CHANNELS, width), discriminator);
    }

    private Map<String, Object> play(String game, Recipe recipe) {
        try (Composition run = new Composition(recipe, data);
                RandomStream random = RandomStream.named("judgement", recipe.seed())) {
            run.training().run(recipe.steps(), () -> false, List.of());
            SampleSet.Draw draw =
                    (from, count) -> run.sampler().generate(recipe.latent().draw(count, () -> null, random));
            return row(game, counts(SampleSet.generated(data.shape(), samples, draw)));
        } catch (DivergedException diverged) {
            return row(game, Double.NaN, Double.NaN);
        }
    }

    private ModeCounts counts(SampleSet images) {
        int[] digits = new int[CHANNELS * samples];
        int[] read = {0};
        images.forEach(chunk -> {
            Tensor single = chunk.flatten(0, 1).unsqueeze(1); // (3 N, 1, H, W)
            Tensor found = judge.probabilities(single).argmax(new LongOptional(1), false);
            for (float digit : HostTensors.floats(found)) {
                digits[read[0]++] = (int) digit;
            }
        });
        return ModeCounts.stacked(digits);
    }

    private static Map<String, Object> row(String game, ModeCounts counts) {
        return row(game, counts.covered(), counts.reverseKl());
    }

    private static Map<String, Object> row(String game, double modes, double reverseKl) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("game", game);
        row.put("modes", modes);
        row.put("reverse-kl", reverseKl);
        return row;
    }
}
