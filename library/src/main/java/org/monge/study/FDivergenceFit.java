package org.monge.study;

import static org.monge.network.Mode.EVALUATION;
import static org.monge.network.Mode.TRAINING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.data.Batch;
import org.monge.data.SampleStream;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Sequential;
import org.monge.objective.Alpha;
import org.monge.objective.Content;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.FGan;
import org.monge.objective.GeneratorLoss;
import org.monge.objective.Jeffrey;
import org.monge.objective.JensenShannon;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.SquaredHellinger;
import org.monge.objective.WeightedJensenShannon;
import org.monge.optimize.Descent;
import org.monge.optimize.Sgd;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;
import org.monge.train.AlternatingStep;
import org.monge.train.Alternation;
import org.monge.train.Cadence;
import org.monge.train.Players;
import org.monge.train.Presentation;
import org.monge.train.Rules;
import org.monge.train.Training;

/**
 * One Gaussian fitted to a mixture under each divergence, Nowozin et al. (2016), section 2.5 and table 3: by numerical
 * optimization of the divergence, and by f-GAN training with the single-step method (algorithm 1), plain gradients of step
 * size 0.01 of both players at once. GAN is left out: it is Jensen-Shannon less log 4, with the same gradients.
 *
 * @param mixture the data; the paper's by default
 */
public record FDivergenceFit(GaussianMixture mixture) implements Study {
    /** The charts have room for the first six. */
    private static final List<Divergence> DIVERGENCES = List.of(
            new Divergences.Pearson(),
            new Divergences.KullbackLeibler(),
            new JensenShannon(),
            new Jeffrey(),
            new Divergences.ReverseKullbackLeibler(),
            new Divergences.Neyman(),
            new Alpha(1.5),
            new WeightedJensenShannon(0.3),
            new SquaredHellinger(),
            new Divergences.TotalVariation());

    private static final int DRAWN = 6;

    /**
     * How much is spent.
     *
     * @param steps of each training
     * @param batch samples of each kind in one step; the paper's has 1024
     * @param haste factor on the paper's step size
     */
    record Budget(int steps, int batch, double haste) {}

    /** 0.67 N(2, 2) + 0.33 N(-1, 0.065). */
    public FDivergenceFit() {
        this(GaussianMixture.parse("0.67:2:2,0.33:-1:0.065"));
    }

    @Override
    public String name() {
        return "f-divergence-fit";
    }

    @Override
    public String claim() {
        return "the divergence decides between covering all of the mass and seeking a mode, and f-GAN training follows it";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("mixture", mixture.toString());
    }

    @Override
    public FDivergenceFit with(String setting, String value) {
        return setting.equals("mixture")
                ? new FDivergenceFit(GaussianMixture.parse(value))
                : (FDivergenceFit) Study.super.with(setting, value);
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Budget budget = effort.choose(new Budget(1000, 256, 5), new Budget(8000, 512, 2), new Budget(40_000, 1024, 1));
        return run(DIVERGENCES, budget, seed, progress);
    }

    Findings run(List<Divergence> divergences, Budget budget, long seed, Consumer<String> progress) {
        List<Map<String, Object>> fits = new ArrayList<>();
        List<Map<String, Object>> optima = new ArrayList<>();
        List<Map<String, Object>> cross = new ArrayList<>();
        List<Curve> best = new ArrayList<>(List.of(density("data", mixture)));
        List<Curve> trained = new ArrayList<>(best);
        for (Divergence f : divergences) {
            List<GaussianFit.Candidate> found = GaussianFit.optima(f, mixture);
            found.forEach(candidate -> optima.add(row(f, candidate)));
            Trained player = trained(f, budget, seed);
            fits.add(row(f, found.get(0), player));
            cross.add(across(divergences, f, player.fit));
            best.add(density(f.name(), found.get(0).fit().density()));
            trained.add(density(f.name(), player.fit.density()));
            progress.accept(f.name());
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("fits", fits);
        numbers.put("local minima", optima);
        numbers.put("divergences of the trained", cross);
        return new Findings(numbers, List.of(chart("best", best), chart("trained", trained)));
    }

    private static Curves chart(String name, List<Curve> densities) {
        List<Curve> drawn = densities.subList(0, Math.min(densities.size(), 1 + DRAWN));
        return new Curves(name, Axis.linear("x"), Axis.linear("density"), drawn);
    }

    private static Map<String, Object> row(Divergence f, GaussianFit.Candidate candidate) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("divergence", f.name());
        row.put("mu", candidate.fit().mean());
        row.put("sigma", candidate.fit().deviation());
        row.put("D", candidate.divergence());
        return row;
    }

    private Map<String, Object> row(Divergence f, GaussianFit.Candidate best, Trained player) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("divergence", f.name());
        row.put("D, best", best.divergence());
        row.put("F, trained", player.bound);
        row.put("D, trained", player.fit.divergence(f, mixture));
        row.put("mu, best", best.fit().mean());
        row.put("mu, trained", player.fit.mean());
        row.put("sigma, best", best.fit().deviation());
        row.put("sigma, trained", player.fit.deviation());
        return row;
    }

    private Map<String, Object> across(List<Divergence> divergences, Divergence trainedOn, GaussianFit fit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("trained on", trainedOn.name());
        divergences.forEach(f -> row.put(f.name(), fit.divergence(f, mixture)));
        return row;
    }

    private Curve density(String name, GaussianMixture density) {
        double reach = 4 * mixture.deviation();
        Line shown = new Line(Math.floor(mixture.mean() - reach), Math.ceil(mixture.mean() + reach), 401);
        return shown.curve(name, density::density);
    }

    /**
     * Where a training has come to.
     *
     * @param fit the generator
     * @param bound F(T, G) = E[T(x)] - E[f*(T(G(z)))] by integrals; no number where D_f has none
     */
    private record Trained(GaussianFit fit, double bound) {}

    /** G(z) = mu + sigma z, from N(0, 1) on, against two hidden layers of 64 tanh units. */
    private Trained trained(Divergence f, Budget budget, long seed) {
        Architecture drawer = new Architecture(new Initializer.GlorotUniform(), List.of(new Dense(1, true)));
        Architecture judge = new Architecture(
                new Initializer.GlorotUniform(),
                List.of(new Dense(64, true), new Tanh(), new Dense(64, true), new Tanh(), new Dense(1, true)));
        Sgd plain = new Sgd(budget.haste * 0.01, 0, false);
        try (RandomStream weights = RandomStream.named("weights", seed);
                Sequential generator = drawer.build(Shape.of(1), weights);
                Sequential discriminator = judge.build(Shape.of(1), weights);
                Descent generatorDescent = plain.over(generator.parameters());
                Descent discriminatorDescent = plain.over(discriminator.parameters());
                SampleStream reals = new Draws(mixture, budget.batch, RandomStream.named("data", seed));
                AlternatingStep step = new AlternatingStep(
                        new Players(generator, discriminator, generatorDescent, discriminatorDescent),
                        rules(f, budget.batch),
                        reals,
                        new NormalLatent(1),
                        seed)) {
            Tensor sigma = generator.tensors().get("0.weight");
            Tensor mu = generator.tensors().get("0.bias");
            Scope.scoped(() -> Scope.mutating(() -> sigma.fill_(new Scalar(1.0))));
            new Training(step, new Cadence(100, 100, 100), seed).run(budget.steps, () -> false, List.of());
            GaussianFit fit = new GaussianFit(mu.item_double(), Math.abs(sigma.item_double()));
            return new Trained(fit, bound(f, discriminator, fit.density()));
        }
    }

    private static Rules rules(Divergence f, int batch) {
        return new Rules(
                new Rules.Losses(
                        new FGan(f, GeneratorLoss.SATURATING), new NoPenalty(), new NoConstraint(), new Content.None()),
                new Alternation(1, 1, new Alternation.Burst.None(), Alternation.Order.SIMULTANEOUS),
                Presentation.plain(),
                Rules.Pace.constant(),
                batch,
                TRAINING);
    }

    private double bound(Divergence f, Sequential discriminator, GaussianMixture samples) {
        Line line = Line.around(12, mixture, samples);
        if (!line.resolves(mixture, samples)) {
            return Double.NaN;
        }
        return Scope.reading(() -> {
            Tensor x = line.points();
            Tensor scores = discriminator
                    .score(x.to(ScalarType.Float).view(-1, 1), EVALUATION)
                    .detach()
                    .to(ScalarType.Double)
                    .view(-1);
            Tensor real = mixture.density(x).mul(f.activation(scores));
            Tensor fake = samples.density(x).mul(f.conjugateOfActivation(scores));
            return line.integral(real.sub(fake)).item_double();
        });
    }

    /** Draws from a mixture without end. */
    private record Draws(GaussianMixture mixture, int batchSize, RandomStream random) implements SampleStream {
        @Override
        public Batch next() {
            return new Batch(mixture.draw(batchSize, random), Optional.empty());
        }

        @Override
        public Shape shape() {
            return Shape.of(1);
        }

        @Override
        public void describe(State state) {
            random.describe(state);
        }

        @Override
        public void close() {
            random.close();
        }
    }
}
