package org.monge.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.monge.data.PointCloud;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;

/**
 * Every objective of the family on eight Gaussians, with equal networks, optimizers and first weights, and as many updates of
 * each player: those of the recipe {@code toy-8gaussians}, Gulrajani et al. (2017).
 */
public record Unified() implements Study {
    private static final String UNREGULARIZED = "penalty=none";
    private static final Map<String, List<String>> GAMES = games();

    /**
     * How much is spent on each objective.
     *
     * @param width of the three hidden layers of both networks
     * @param batch samples of each kind in one update
     * @param steps each with one update of the generator
     * @param updates of the discriminator in each
     * @param haste factor on the published learning rate
     * @param schedule of the learning rate, as recipes have it
     */
    record Budget(int width, int batch, int steps, int updates, double haste, String schedule) {
        /** Rates that fall to nothing. */
        static Budget hasty(int steps) {
            return new Budget(64, 128, steps, 2, 20, "{linear-decay: {from: 0, until: " + steps + "}}");
        }
    }

    /** What is changed in the recipe, by what it is called. */
    private static Map<String, List<String>> games() {
        Map<String, List<String>> games = new LinkedHashMap<>();
        String truthful = "{smoothing: 0, flipping: 0}";
        games.put("minimax", objective("{minimax: " + truthful + "}"));
        games.put("non-saturating", objective("{non-saturating: " + truthful + "}"));
        games.put("least-squares", objective("{least-squares: {a: 0, b: 1, c: 1}}"));
        games.put("hinge", objective("hinge"));
        games.put("relativistic-paired", objective("relativistic-paired"));
        for (String f : List.of(
                "total-variation",
                "kl",
                "reverse-kl",
                "pearson",
                "neyman",
                "squared-hellinger",
                "jeffrey",
                "jensen-shannon",
                "{weighted-jensen-shannon: {weight: 0.3}}",
                "gan",
                "{alpha: {alpha: 0.5}}")) {
            String word = f.replaceAll("\\{|:.*", "");
            games.put("fgan: " + word, objective("{fgan: {f: " + f + ", generator: non-saturating}}"));
        }
        games.put("wasserstein, clipped", List.of(UNREGULARIZED, "constraint={weight-clipping: {bound: 0.01}}"));
        games.put("wasserstein, penalised", List.of());
        games.put(
                "relativistic-paired, penalised",
                List.of(
                        "objective=relativistic-paired",
                        "penalty={sum: {of: [{r1: {weight: 0.1}}, {r2: {weight: 0.1}}]}}"));
        return games;
    }

    private static List<String> objective(String objective) {
        return List.of("objective=" + objective, UNREGULARIZED);
    }

    @Override
    public String name() {
        return "unified";
    }

    @Override
    public String claim() {
        return "one generator, one dataset, equal budgets: what each objective of the family makes of them";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Budget budget = effort.choose(
                Budget.hasty(400),
                new Budget(128, 128, 5000, 5, 5, "{linear-decay: {from: 0, until: 5000}}"),
                new Budget(512, 256, 20_000, 5, 1, "constant"));
        return run(names(), budget, seed, progress);
    }

    /** What the games are called, in their order. */
    static List<String> names() {
        return List.copyOf(GAMES.keySet());
    }

    static Findings run(List<String> games, Budget budget, long seed, Consumer<String> progress) {
        PointCloud cloud = PointCloud.EIGHT_GAUSSIANS;
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Curves> charts = new ArrayList<>();
        rows.add(row("the data", ToyGame.data(cloud, seed), 0));
        for (String game : games) {
            long start = System.nanoTime();
            ToyGame.Result result = ToyGame.play(recipe(game, budget).withSeed(seed));
            rows.add(row(game, result, (System.nanoTime() - start) / 1e9));
            charts.add(result.chart(game, cloud));
            progress.accept(rows.get(rows.size() - 1).toString());
        }
        return new Findings(Map.of("objectives", rows), charts);
    }

    private static Map<String, Object> row(String game, ToyGame.Result result, double seconds) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("objective", game);
        row.putAll(result.numbers());
        row.put("diverged", result.points().isEmpty());
        row.put("seconds", seconds);
        return row;
    }

    private static Recipe recipe(String game, Budget budget) {
        List<String> overrides = new ArrayList<>(GAMES.get(game));
        overrides.add("training.batch-size=" + budget.batch);
        overrides.add("training.alternation.discriminator-steps=" + budget.updates);
        for (String player : List.of("discriminator", "generator")) {
            overrides.add("training." + player + ".optimizer.adam.learning-rate=" + budget.haste * 1e-4);
            overrides.add("training." + player + ".schedule=" + budget.schedule);
        }
        Recipe recipe = Recipes.load("toy-8gaussians", overrides);
        return recipe.withNetworks(recipe.data(), Perceptron.of(4, budget.width, 2), Perceptron.of(4, budget.width, 1))
                .withSteps(budget.steps);
    }
}
