package org.monge.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.monge.data.Datasets;
import org.monge.data.PointCloud;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.DenseLayers.Maxout;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;

/**
 * How many modes of a ring and of a grid of Gaussians and of Stacked MNIST are found by a GAN, its packed kin and Wasserstein
 * GANs: the experiments of Srivastava et al. (2017), section 4.1, and Lin et al. (2018), sections 4.1 and 4.2.
 *
 * <p>In the plane all have the networks of Lin et al.; GANs are trained as there, Wasserstein GANs as in the program of
 * Gulrajani et al. (2017).
 */
public record ModeCoverage() implements Study {
    private static final int BATCH = 100;
    private static final double DEVIATION = 0.02;
    private static final List<Game> GAMES = List.of(
            packed("GAN", 1),
            packed("PacGAN2", 2),
            packed("PacGAN3", 3),
            packed("PacGAN4", 4),
            new Game(
                    "WGAN",
                    "{rms-prop: {learning-rate: %s, decay: 0.9, epsilon: 1.0e-10}}",
                    5e-5,
                    List.of(
                            "training.batch-size=" + BATCH,
                            "penalty=none",
                            "constraint={weight-clipping: {bound: 0.01}}")),
            new Game(
                    "WGAN-GP",
                    "{adam: {learning-rate: %s, beta1: 0.5, beta2: 0.9, epsilon: 1.0e-8}}",
                    1e-4,
                    List.of("training.batch-size=" + BATCH)));

    /**
     * Who plays by which rules in the plane.
     *
     * @param optimizer of both players, the learning rate left open
     * @param rate the published learning rate
     * @param changes of the recipes {@code toy-8gaussians} and {@code toy-25gaussians}
     */
    private record Game(String name, String optimizer, double rate, List<String> changes) {}

    private static Game packed(String name, int packing) {
        return new Game(
                name,
                "{adam: {learning-rate: %s, beta1: 0.8, beta2: 0.999, epsilon: 1.0e-8}}",
                1e-4,
                List.of(
                        "objective={non-saturating: {smoothing: 0, flipping: 0}}",
                        "penalty=none",
                        "training.alternation={discriminator-steps: 1, generator-steps: 1, burst: none, order: simultaneous}",
                        "training.presentation.packing=" + packing,
                        "training.batch-size=" + BATCH * packing));
    }

    /**
     * How much is spent in the plane.
     *
     * @param generator units of its four hidden layers
     * @param discriminator units of its three hidden layers, each the largest of five affine maps
     * @param steps of each training
     * @param critic updates of a Wasserstein critic in each
     * @param haste factor on the published learning rates
     * @param schedule of the learning rates, as recipes have it
     * @param trials of each game
     */
    record Budget(int generator, int discriminator, int steps, int critic, double haste, String schedule, int trials) {
        /** Rates that fall to nothing. */
        static Budget hasty(int steps) {
            return new Budget(64, 32, steps, 2, 20, falling(steps), 1);
        }

        private static String falling(int steps) {
            return "{linear-decay: {from: 0, until: " + steps + "}}";
        }
    }

    @Override
    public String name() {
        return "mode-coverage";
    }

    @Override
    public String claim() {
        return "how many modes of the data a GAN, packed GANs and Wasserstein GANs find";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        List<PointCloud> clouds = List.of(PointCloud.EIGHT_GAUSSIANS, PointCloud.TWENTY_FIVE_GAUSSIANS);
        Budget budget = effort.choose(
                Budget.hasty(500),
                new Budget(128, 64, 3000, 5, 10, Budget.falling(3000), 1),
                new Budget(400, 200, 400_000, 5, 1, "constant", 10));
        Findings plane = plane(clouds, names(), budget, seed, progress);
        if (effort == Effort.QUICK) {
            return plane;
        }
        Map<String, Object> numbers = new LinkedHashMap<>(plane.numbers());
        numbers.put("stacked-mnist", StackedModes.table(Datasets.ofThisMachine(), effort, seed, progress));
        return new Findings(numbers, plane.charts());
    }

    /** What the games are called, in their order. */
    static List<String> names() {
        return GAMES.stream().map(Game::name).toList();
    }

    static Findings plane(
            List<PointCloud> clouds, List<String> names, Budget budget, long seed, Consumer<String> progress) {
        List<Game> games =
                GAMES.stream().filter(game -> names.contains(game.name)).toList();
        Map<String, Object> tables = new LinkedHashMap<>();
        List<Curves> charts = new ArrayList<>();
        for (PointCloud cloud : clouds) {
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(row("the data", data(cloud, seed, budget.trials)));
            for (Game game : games) {
                List<Map<String, Double>> trials = new ArrayList<>();
                for (int trial = 0; trial < budget.trials; trial++) {
                    ToyGame.Result result =
                            ToyGame.play(recipe(game, cloud, budget).withSeed(seed + trial));
                    trials.add(result.numbers());
                    progress.accept(cloud + ", " + game.name + ": " + result.numbers());
                    if (trial == 0) {
                        charts.add(result.chart(cloud + "-" + game.name, cloud));
                    }
                }
                rows.add(row(game.name, trials));
            }
            tables.put(cloud.toString(), rows);
        }
        return new Findings(tables, charts);
    }

    private static List<Map<String, Double>> data(PointCloud cloud, long seed, int trials) {
        return LongStream.range(seed, seed + trials)
                .mapToObj(each -> ToyGame.data(cloud, each).numbers())
                .toList();
    }

    /**
     * Means over the trials and, where there are several, the standard errors of the means. Trials without a number, for want of
     * samples of high quality or since they diverged, are left out of both, and the others counted.
     */
    static Map<String, Object> row(String game, List<Map<String, Double>> trials) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("game", game);
        for (String number : trials.get(0).keySet()) {
            double[] known = trials.stream()
                    .mapToDouble(trial -> trial.get(number))
                    .filter(Double::isFinite)
                    .toArray();
            int n = known.length;
            double mean = Arrays.stream(known).average().orElse(Double.NaN);
            row.put(number, mean);
            if (n > 1) {
                double squares = Arrays.stream(known)
                        .map(value -> Math.pow(value - mean, 2))
                        .sum();
                row.put("+-" + number, Math.sqrt(squares / (n * (n - 1))));
            }
            if (n < trials.size()) {
                row.put("trials with " + number, n);
            }
        }
        return row;
    }

    private static Recipe recipe(Game game, PointCloud cloud, Budget budget) {
        List<String> overrides = new ArrayList<>(List.of("training.alternation.discriminator-steps=" + budget.critic));
        overrides.addAll(game.changes);
        String optimizer = game.optimizer.replace("%s", Double.toString(budget.haste * game.rate));
        for (String player : List.of("discriminator", "generator")) {
            overrides.add("training." + player + ".optimizer=" + optimizer);
            overrides.add("training." + player + ".schedule=" + budget.schedule);
        }
        Recipe recipe = Recipes.load("toy-" + cloud.toString().replace("-", ""), overrides);
        return recipe.withNetworks(recipe.data(), generator(budget.generator), discriminator(budget.discriminator))
                .withSteps(budget.steps);
    }

    private static Architecture generator(int width) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            layers.addAll(List.of(new Dense(width, false), new BatchNorm(1e-4, 0.05), new Relu()));
        }
        layers.add(new Dense(2, true));
        return new Architecture(new Initializer.Normal(DEVIATION), layers);
    }

    private static Architecture discriminator(int width) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            layers.add(new Maxout(width, 5, true));
        }
        layers.add(new Dense(1, true));
        return new Architecture(new Initializer.Normal(DEVIATION), layers);
    }
}
