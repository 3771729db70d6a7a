package org.monge.study;

import static org.monge.network.Mode.EVALUATION;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.data.SampleStream;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.latent.Source;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.Features;
import org.monge.network.Generator;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.GradientPenalty;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.Penalty;
import org.monge.objective.Sides;
import org.monge.objective.Slopes;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.optimize.Optimizer;
import org.monge.optimize.RmsProp;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;
import org.monge.train.AlternatingStep;
import org.monge.train.Alternation;
import org.monge.train.Players;
import org.monge.train.Presentation;
import org.monge.train.Rules;

/**
 * The value surfaces of critics trained to optimality under clipping and under the gradient penalty, Gulrajani et al. (2017),
 * section 3.1 and figure 1a. As there, the generator stays: it makes real points with noise from N(0, I).
 */
public record CriticSurface() implements Study {
    private static final List<Kind> KINDS = List.of(
            new Kind("clipping, c = 0.01", new NoPenalty(), new WeightClipping(0.01)),
            new Kind("penalty, lambda = 10", new GradientPenalty(10, 1, Sides.TWO_SIDED), new NoConstraint()),
            new Kind("penalty, lambda = 0.1", new GradientPenalty(0.1, 1, Sides.TWO_SIDED), new NoConstraint()));
    private static final int BATCH = 256;
    private static final int MEASUREMENTS = 10;

    /** How a critic is held to bounded slopes. */
    private record Kind(String name, Penalty penalty, Constraint constraint) {
        /** As in the published program of Gulrajani et al. (2017), but for the learning rate. */
        Optimizer optimizer(double haste) {
            return constraint instanceof NoConstraint
                    ? new Adam(haste * 1e-4, 0.5, 0.9, 1e-8)
                    : new RmsProp(haste * 5e-5, 0.9, 1e-10);
        }
    }

    /**
     * How much is spent.
     *
     * @param width of the critic's three hidden layers
     * @param updates of each critic
     * @param haste factor on the published learning rates
     * @param samples of each side, on which estimate and exact distance are compared
     */
    record Budget(int width, int updates, double haste, int samples) {}

    @Override
    public String name() {
        return "critic-surface";
    }

    @Override
    public String claim() {
        return "under the penalty a critic's value is near the earth mover's distance; under clipping its slope is any, and so its value";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Budget budget = effort.choose(
                new Budget(64, 2000, 20, 1000), new Budget(128, 10_000, 5, 2000), new Budget(512, 100_000, 1, 2000));
        return run(List.of(PointCloud.values()), budget, seed, progress);
    }

    static Findings run(List<PointCloud> clouds, Budget budget, long seed, Consumer<String> progress) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Object> ratios = new LinkedHashMap<>();
        List<Curves> charts = new ArrayList<>();
        for (PointCloud cloud : clouds) {
            Fresh fresh = new Fresh(cloud, budget.samples, seed);
            double exact = fresh.exact();
            List<Map<String, Object>> onTheWay = updates(budget);
            for (Kind kind : KINDS) {
                try (RandomStream weights = RandomStream.named("weights", seed);
                        Sequential critic = Perceptron.of(4, budget.width, 1).build(Shape.of(2), weights)) {
                    train(critic, cloud, kind, budget, seed, measurement -> onTheWay.get(measurement)
                            .put(kind.name, fresh.estimate(critic) / exact));
                    rows.add(row(critic, fresh, kind, exact));
                    charts.add(chart(critic, cloud, kind, seed));
                }
                progress.accept(cloud + ", " + kind.name + ": critic trained");
            }
            ratios.put(cloud + ", estimate over exact distance", onTheWay);
            charts.add(ratios(cloud, onTheWay));
        }
        Map<String, Object> numbers = new LinkedHashMap<>(Map.of("critics", rows));
        numbers.putAll(ratios);
        return new Findings(numbers, charts);
    }

    private static List<Map<String, Object>> updates(Budget budget) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= MEASUREMENTS; i++) {
            rows.add(new LinkedHashMap<>(Map.of("updates", i * (budget.updates / MEASUREMENTS))));
        }
        return rows;
    }

    private static Curves ratios(PointCloud cloud, List<Map<String, Object>> rows) {
        return new Curves(
                cloud + "-ratio",
                Axis.linear("updates of the critic"),
                Axis.logarithmic("estimate over exact distance"),
                Rows.curves(rows));
    }

    /** Calls {@code measure} with 0, 1, ..., each after as many updates. */
    private static void train(
            Sequential critic, PointCloud cloud, Kind kind, Budget budget, long seed, IntConsumer measure) {
        Rules rules = new Rules(
                new Rules.Losses(new Wasserstein(), kind.penalty, kind.constraint, new Content.None()),
                Alternation.of(budget.updates / MEASUREMENTS),
                Presentation.plain(),
                Rules.Pace.constant(),
                BATCH,
                EVALUATION);
        Fixed generator = new Fixed(new Identity(new TensorVector()));
        try (SampleStream reals = new Points(cloud).stream(BATCH, seed);
                Descent descent = kind.optimizer(budget.haste).over(critic.parameters());
                AlternatingStep step = new AlternatingStep(
                        new Players(generator, critic, generator.rest(), descent), rules, reals, new Noised(), seed)) {
            for (int i = 0; i < MEASUREMENTS; i++) {
                step.run();
                measure.accept(i);
            }
        }
    }

    /** Points with noise from N(0, I). */
    private record Noised() implements Source {
        @Override
        public Shape shape(Shape sample) {
            return sample;
        }

        @Override
        public Tensor draw(long n, Supplier<Tensor> reals, RandomStream random) {
            return reals.get().add(random.normal(ScalarType.Float, n, 2));
        }
    }

    /** Makes of what it is given the same. */
    private record Identity(TensorVector parameters) implements Generator {
        @Override
        public Tensor generate(Tensor latents, Mode mode) {
            return latents;
        }

        @Override
        public void describe(State state) {}
    }

    /** Points that no critic was trained on, as many real as generated; equal whenever they are asked for. */
    private record Fresh(PointCloud cloud, int count, long seed) {
        Tensor real() {
            return HostTensors.floats(new Points(cloud).drawn(count, seed + 1), count, 2);
        }

        Tensor fake() {
            try (RandomStream random = RandomStream.named("judgement", seed)) {
                Tensor others = HostTensors.floats(new Points(cloud).drawn(count, seed + 2), count, 2);
                return others.add(random.normal(ScalarType.Float, count, 2));
            }
        }

        double exact() {
            return Scope.reading(() -> new EarthMoverDistance()
                    .plan(Features.of(fake()), Features.of(real()))
                    .cost());
        }

        double estimate(Sequential critic) {
            return Scope.reading(() ->
                    critic.score(real()).mean().sub(critic.score(fake()).mean()).item_double());
        }

        /** Between a generated point and a real one, drawn as the penalty draws. */
        Tensor slopes(Sequential critic) {
            try (RandomStream random = RandomStream.named("between", seed)) {
                return Slopes.norms(critic, Slopes.between(real(), fake(), random))
                        .detach();
            }
        }
    }

    private static Map<String, Object> row(Sequential critic, Fresh fresh, Kind kind, double exact) {
        double estimate = fresh.estimate(critic);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("data", fresh.cloud.toString());
        row.put("critic", kind.name);
        row.put("estimate", estimate);
        row.put("exact", exact);
        row.put("ratio", estimate / exact);
        Scope.scoped(() -> {
            Tensor slopes = fresh.slopes(critic);
            double largest = slopes.max().item_double();
            row.put("mean slope", slopes.mean().item_double());
            row.put("spread of slopes", slopes.std().item_double());
            row.put("largest slope", largest);
            row.put("ratio at largest slope 1", estimate / largest / exact);
        });
        return row;
    }

    private static Curves chart(Sequential critic, PointCloud cloud, Kind kind, long seed) {
        List<Curve> curves = new ArrayList<>(new Contours(2, 80).of(critic, 11));
        curves.add(Curve.points("data", new Points(cloud).drawn(400, seed)));
        return Curves.plane(cloud + "-" + kind.name, curves);
    }
}
