package org.monge.study;

import static org.monge.network.Mode.EVALUATION;
import static org.monge.network.Mode.TRAINING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.SampleStream;
import org.monge.data.Split;
import org.monge.data.Unreadable;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.latent.Source;
import org.monge.network.Architecture;
import org.monge.network.Dcgan;
import org.monge.network.Initializer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Sequential;
import org.monge.objective.Content;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Minimax;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.NonSaturating;
import org.monge.objective.Penalty;
import org.monge.objective.PointwiseObjective;
import org.monge.objective.Sides;
import org.monge.objective.Wasserstein;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.optimize.Optimizer;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;
import org.monge.train.AlternatingStep;
import org.monge.train.Alternation;
import org.monge.train.GradientSpread;
import org.monge.train.Players;
import org.monge.train.Presentation;
import org.monge.train.Rules;

/**
 * The gradient that a fixed generator is given by a discriminator trained from scratch against it, Arjovsky and Bottou
 * (2017), figures 2 and 3: of log(1 - D) it vanishes, of -log D it grows, with its variance. Beside them that of a Wasserstein
 * critic under the gradient penalty, trained from scratch against the same generator.
 *
 * <p>The generator is DCGAN's after 1, 10 and 25 epochs, and used in evaluation: a function that stays.
 */
public record VanishingGradient() implements Study {
    private static final List<Integer> PAPER = List.of(1, 10, 25);
    private static final List<Integer> LOOKS = List.of(0, 10, 20, 50, 100, 200, 500, 1000, 2000, 4000);
    private static final int UPDATES_PER_STEP = 10;
    private static final int PROBES = 8;
    private static final Loss SATURATING = new Loss("log(1 - D)", new Minimax(0, 0));
    private static final Loss NON_SATURATING = new Loss("-log D", new NonSaturating(0, 0));
    private static final Loss WASSERSTEIN = new Loss("Wasserstein", new Wasserstein());

    /** What a generator minimises. */
    private record Loss(String name, PointwiseObjective objective) {}

    /** Who is trained from scratch, and whose gradients are looked at. */
    private record Judge(Architecture architecture, Penalty penalty, Optimizer optimizer, List<Loss> losses) {}

    /**
     * How much is spent.
     *
     * @param epochs after which the generator is taken, in rising order
     * @param width of the networks: filters nearest to the image
     * @param batch samples of each kind in one update
     * @param updates of each discriminator and critic
     * @param haste factor on their published learning rates
     */
    record Budget(List<Integer> epochs, int width, int batch, int updates, double haste) {}

    @Override
    public String name() {
        return "vanishing-gradient";
    }

    @Override
    public String claim() {
        return "the better the discriminator, the smaller log(1 - D)'s gradient and the wilder -log D's; a critic's stays";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Dataset all = images(effort.choose(16, 16, 32));
        Dataset data = effort.choose(first(512, all), first(8192, all), all);
        Budget budget = effort.choose(
                new Budget(PAPER, 8, 32, 500, 10),
                new Budget(PAPER, 16, 64, 4000, 1),
                new Budget(PAPER, 64, 128, 4000, 1));
        return run(data, budget, seed, progress);
    }

    private static Dataset images(int size) {
        try {
            return Datasets.ofThisMachine().open("fashion-mnist", Split.TRAIN, new ImageShape(size, 1));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Dataset first(int count, Dataset data) {
        return data.select(IntStream.range(0, count).toArray());
    }

    static Findings run(Dataset data, Budget budget, long seed, Consumer<String> progress) {
        List<Map<String, Object>> course = new ArrayList<>();
        List<Map<String, Object>> changes = new ArrayList<>();
        List<Curve> norms = new ArrayList<>();
        List<Curve> variances = new ArrayList<>();
        Recipe recipe = recipe(data, budget, seed);
        long epoch = data.count() / budget.batch;
        try (Composition run = new Composition(recipe, data)) {
            for (int epochs : budget.epochs) {
                run.training().run(epochs * epoch, () -> false, List.of());
                progress.accept("generator trained to epoch " + epochs);
                Fixed generator = new Fixed(run.players().generator());
                List<Map<String, Object>> rows = rows(generator, epochs, recipe, data, budget);
                course.addAll(rows);
                for (Loss loss : List.of(SATURATING, NON_SATURATING, WASSERSTEIN)) {
                    changes.add(change(epochs, loss, rows));
                    norms.add(curve(epochs, loss, norm(loss), rows));
                    variances.add(curve(epochs, loss, variance(loss), rows));
                }
                progress.accept("discriminator and critic trained against it");
            }
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("data", data.source());
        numbers.put("changes", changes);
        numbers.put("course", course);
        return new Findings(
                numbers,
                List.of(
                        chart("norms", "norm of the generator's gradient", norms),
                        chart("variances", "variance of the generator's gradient", variances)));
    }

    private static Recipe recipe(Dataset data, Budget budget, long seed) {
        int channels = (int) data.shape().get(0);
        int size = (int) data.shape().get(1);
        return Recipes.load("dcgan-fashion", List.of("training.batch-size=" + budget.batch))
                .withNetworks(
                        new Recipe.Data.Images(data.name(), Split.TRAIN, size, channels, Unreadable.REFUSE),
                        Dcgan.generator(size, channels, budget.width),
                        Dcgan.discriminator(size, budget.width))
                .withSeed(seed);
    }

    /** A row for each look. */
    private static List<Map<String, Object>> rows(
            Fixed generator, int epochs, Recipe recipe, Dataset data, Budget budget) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int updates : LOOKS) {
            if (updates <= budget.updates) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("epochs", epochs);
                row.put("updates", updates);
                rows.add(row);
            }
        }
        for (Judge judge : List.of(discriminator(recipe, budget), critic(recipe, budget))) {
            judge(judge, generator, recipe, data, rows);
        }
        return rows;
    }

    private static Judge discriminator(Recipe recipe, Budget budget) {
        return new Judge(
                recipe.discriminator(),
                new NoPenalty(),
                new Adam(budget.haste * 2e-4, 0.5, 0.999, 1e-8),
                List.of(SATURATING, NON_SATURATING));
    }

    /** The discriminator's layers without batch norm, which the penalty does not go with. */
    private static Judge critic(Recipe recipe, Budget budget) {
        Architecture plain = recipe.discriminator().without(BatchNorm.class);
        return new Judge(
                new Architecture(new Initializer.WganGp(), plain.layers()),
                new GradientPenalty(10, 1, Sides.TWO_SIDED),
                new Adam(budget.haste * 1e-4, 0.5, 0.9, 1e-8),
                List.of(WASSERSTEIN));
    }

    /** Trains a judge from scratch, and looks at the generator's gradients at each row's number of updates. */
    private static void judge(
            Judge judge, Fixed generator, Recipe recipe, Dataset data, List<Map<String, Object>> rows) {
        int batch = recipe.training().batchSize();
        Rules rules = new Rules(
                new Rules.Losses(judge.losses.get(0).objective, judge.penalty, new NoConstraint(), new Content.None()),
                Alternation.of(UPDATES_PER_STEP),
                Presentation.plain(),
                Rules.Pace.constant(),
                batch,
                EVALUATION);
        long seed = RandomStream.mix(recipe.seed(), "judge");
        try (RandomStream weights = RandomStream.named("weights", seed);
                Sequential network = judge.architecture.build(data.shape(), weights);
                SampleStream reals = data.stream(batch, seed);
                Descent descent = judge.optimizer.over(network.parameters());
                AlternatingStep step = new AlternatingStep(
                        new Players(generator, network, generator.rest(), descent),
                        rules,
                        reals,
                        recipe.latent(),
                        seed)) {
            int updates = 0;
            for (Map<String, Object> row : rows) {
                for (; updates < (Integer) row.get("updates"); updates += UPDATES_PER_STEP) {
                    step.run();
                }
                for (Loss loss : judge.losses) {
                    look(loss, generator, network, recipe, row);
                }
            }
        }
    }

    /** The gradient over a few batches, the same at every look, as the generator would be given it in training. */
    private static void look(Loss loss, Fixed generator, Sequential network, Recipe recipe, Map<String, Object> row) {
        Source latent = recipe.latent();
        Scope.scoped(() -> {
            try (RandomStream random = RandomStream.named("probe", recipe.seed())) {
                GradientSpread spread = new GradientSpread();
                for (int i = 0; i < PROBES; i++) {
                    spread.add(() -> {
                        Tensor starts = latent.draw(recipe.training().batchSize(), VanishingGradient::none, random);
                        Tensor scores = network.score(generator.generate(starts, EVALUATION), TRAINING);
                        return Gradients.of(loss.objective.generatorLoss(scores), generator.parameters());
                    });
                }
                row.put(norm(loss), spread.norm());
                row.put(variance(loss), spread.variance());
                row.put(relativeVariance(loss), spread.relativeVariance());
            }
        });
    }

    private static Tensor none() {
        throw new IllegalStateException("noise asks for no real samples");
    }

    private static String norm(Loss loss) {
        return loss.name + ": norm";
    }

    private static String variance(Loss loss) {
        return loss.name + ": variance";
    }

    private static String relativeVariance(Loss loss) {
        return loss.name + ": relative variance";
    }

    /** From the fresh judge, and from where the norm is greatest, to the last look. */
    private static Map<String, Object> change(int epochs, Loss loss, List<Map<String, Object>> rows) {
        List<Double> norms = Rows.column(rows, norm(loss));
        List<Double> variances = Rows.column(rows, variance(loss));
        List<Double> relative = Rows.column(rows, relativeVariance(loss));
        int last = rows.size() - 1;
        double greatest = norms.stream().mapToDouble(norm -> norm).max().orElseThrow();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("epochs", epochs);
        row.put("loss", loss.name);
        row.put("norm, first", norms.get(0));
        row.put("greatest", greatest);
        row.put("last", norms.get(last));
        row.put("decades from the first", decades(norms.get(0), norms.get(last)));
        row.put("from the greatest", decades(greatest, norms.get(last)));
        row.put("decades of the variance", decades(variances.get(0), variances.get(last)));
        row.put("first relative variance", relative.get(0));
        row.put("last relative variance", relative.get(last));
        return row;
    }

    private static double decades(double from, double to) {
        return Math.log10(to / from);
    }

    private static Curve curve(int epochs, Loss loss, String number, List<Map<String, Object>> rows) {
        String name = loss.name + ", " + epochs + (epochs == 1 ? " epoch" : " epochs");
        return Curve.line(name, Rows.column(rows, "updates"), Rows.column(rows, number));
    }

    private static Curves chart(String name, String what, List<Curve> curves) {
        return new Curves(
                name, Axis.logarithmic("updates of the discriminator or critic"), Axis.logarithmic(what), curves);
    }
}
