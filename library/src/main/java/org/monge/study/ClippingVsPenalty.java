package org.monge.study;

import static org.monge.network.Mode.TRAINING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.data.SampleStream;
import org.monge.engine.Gradients;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.network.Sequential;
import org.monge.objective.Wasserstein;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;

/**
 * Gradients and weights of twelve-layer critics on the Swiss roll under clipping and under the gradient penalty, Gulrajani et
 * al. (2017), section 3.2 and figure 1b.
 */
public record ClippingVsPenalty() implements Study {
    private static final int DEPTH = 12;
    private static final int BINS = 60;
    private static final Map<String, List<String>> KINDS = kinds();

    /**
     * How much is spent.
     *
     * @param width of every hidden layer of both networks
     * @param steps of each training
     * @param haste factor on the published learning rates
     */
    record Budget(int width, int steps, double haste) {}

    private static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String bound : List.of("0.1", "0.01", "0.001")) {
            String optimizer = "optimizer={rms-prop: {learning-rate: %s, decay: 0.9, epsilon: 1.0e-10}}";
            kinds.put(
                    "clipping, c = " + bound,
                    List.of(
                            "penalty=none",
                            "constraint={weight-clipping: {bound: " + bound + "}}",
                            "training.discriminator." + optimizer,
                            "training.generator." + optimizer));
        }
        String optimizer = "optimizer={adam: {learning-rate: %s, beta1: 0.5, beta2: 0.9, epsilon: 1.0e-8}}";
        kinds.put("penalty", List.of("training.discriminator." + optimizer, "training.generator." + optimizer));
        return kinds;
    }

    @Override
    public String name() {
        return "clipping-vs-penalty";
    }

    @Override
    public String claim() {
        return "through a deep clipped critic gradients fade or explode from layer to layer; under the penalty they stay";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Budget budget = effort.choose(new Budget(64, 100, 10), new Budget(128, 2000, 2), new Budget(512, 20_000, 1));
        return run(budget, seed, progress);
    }

    static Findings run(Budget budget, long seed, Consumer<String> progress) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Curve> gradients = new ArrayList<>();
        List<Curves> charts = new ArrayList<>();
        KINDS.forEach((kind, changes) -> {
            try (Composition run =
                    new Composition(recipe(kind, changes, budget).withSeed(seed), new Points(PointCloud.SWISS_ROLL))) {
                run.training().run(budget.steps, () -> false, List.of());
                List<Double> norms = gradientNorms(run);
                float[] weights = weights(run.discriminator());
                rows.add(row(kind, norms, weights));
                gradients.add(Curve.line(kind, numbers(DEPTH), norms));
                charts.add(histogram(kind, weights));
            }
            progress.accept(kind + ": critic trained");
        });
        charts.add(
                0,
                new Curves(
                        "gradient-norms",
                        Axis.linear("layer of the critic"),
                        Axis.logarithmic("norm of the loss's gradient at its input"),
                        gradients));
        return new Findings(Map.of("critics", rows), charts);
    }

    private static Recipe recipe(String kind, List<String> changes, Budget budget) {
        double published = kind.equals("penalty") ? 1e-4 : 5e-5;
        List<String> overrides = changes.stream()
                .map(change -> change.replace("%s", Double.toString(budget.haste * published)))
                .toList();
        Recipe recipe = Recipes.load("toy-swissroll-deep", overrides);
        return recipe.withNetworks(
                recipe.data(), Perceptron.of(DEPTH, budget.width, 2), Perceptron.of(DEPTH, budget.width, 1));
    }

    /** The 2-norm of the critic's loss's gradient with respect to what enters each dense layer, from the first on. */
    private static List<Double> gradientNorms(Composition run) {
        Sequential critic = run.discriminator();
        return Scope.reading(() -> {
            try (SampleStream stream = new Points(PointCloud.SWISS_ROLL).stream(256, 0);
                    RandomStream random = new RandomStream(0)) {
                Tensor real = stream.next().samples();
                Tensor latents = random.normal(real.scalar_type().intern(), 256, 2);
                Tensor fake = Scope.withoutGrad(() -> run.sampler().generate(latents, TRAINING));
                Tensor samples = torch.cat(new TensorVector(real, fake));
                samples.set_requires_grad(true);
                List<Tensor> activations = critic.activations(samples, TRAINING); // of a dense layer, of its ReLU, ...
                TensorVector inputs = new TensorVector(samples);
                for (int layer = 1; layer < DEPTH; layer++) {
                    inputs.push_back(activations.get(2 * layer - 1));
                }
                Tensor scores = activations.get(2 * (DEPTH - 1));
                Tensor loss = new Wasserstein().discriminatorLoss(scores.narrow(0, 0, 256), scores.narrow(0, 256, 256));
                TensorVector gradients = Gradients.of(loss, inputs);
                return IntStream.range(0, DEPTH)
                        .mapToObj(layer -> gradients.get(layer).norm().item_double())
                        .toList();
            }
        });
    }

    private static Map<String, Object> row(String kind, List<Double> norms, float[] weights) {
        double largest = largest(weights);
        int atTheEnds = 0;
        for (float weight : weights) {
            atTheEnds += Math.abs(weight) > 0.99 * largest ? 1 : 0;
        }
        double first = norms.get(0);
        double last = norms.get(DEPTH - 1);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("critic", kind);
        row.put("norm at layer 12", last);
        row.put("norm at layer 1", first);
        row.put("decades from 12 to 1", Math.log10(first / last));
        row.put("largest weight", largest);
        row.put("share of weights at +-largest", (double) atTheEnds / weights.length);
        return row;
    }

    /** Of all dense kernels. */
    private static float[] weights(Sequential critic) {
        return Scope.reading(() -> {
            TensorVector kernels = new TensorVector();
            for (int layer = 0; layer < DEPTH; layer++) {
                kernels.push_back(critic.tensors().get(2 * layer + ".weight").flatten());
            }
            return HostTensors.floats(torch.cat(kernels));
        });
    }

    private static double largest(float[] weights) {
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    private static Curves histogram(String kind, float[] weights) {
        double end = Math.max(largest(weights), 1e-12);
        double[] shares = new double[BINS];
        for (float weight : weights) {
            int bin = (int) ((weight / end + 1) / 2 * BINS);
            shares[Math.min(bin, BINS - 1)] += 1.0 / weights.length;
        }
        List<Double> x = IntStream.range(0, BINS)
                .mapToObj(bin -> end * (2 * (bin + 0.5) / BINS - 1))
                .toList();
        List<Double> y = IntStream.range(0, BINS).mapToObj(bin -> shares[bin]).toList();
        return new Curves(
                Curves.fileName("weights-" + kind),
                Axis.linear("weight"),
                Axis.linear("share of the weights"),
                List.of(Curve.line(kind, x, y)));
    }

    private static List<Double> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList();
    }
}
