package org.monge.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Gradients;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.Elementary;
import org.monge.objective.JensenShannon;
import org.monge.study.Curves.Axis;
import org.monge.study.GaussianMixture.Component;

/**
 * The gradient of the -log D objective at the best discriminator, Arjovsky and Bottou (2017), theorem 2.5: it is that of
 * KL(samples||data) - 2 JSD. That of log(1 - D) is 2 JSD's, Goodfellow et al. (2014), theorem 1.
 *
 * <p>Data and samples are Gaussians of the line, samples are g(z) = mu + sigma z. The left sides differentiate the losses
 * through g with the discriminator held, the right sides the divergences, all by integrals in float64.
 *
 * @param real the data
 * @param fake the samples
 */
public record LogDTrick(Component real, Component fake) implements Study {
    private static final Divergence REVERSE = new Divergences.ReverseKullbackLeibler();
    private static final Divergence TWICE_JS = new JensenShannon();

    /** Data N(0, 1), samples N(2, 1.5). */
    public LogDTrick() {
        this(new Component(1, 0, 1), new Component(1, 2, 1.5));
    }

    /** Derivatives with respect to mu and sigma. */
    private record Slope(double mean, double deviation) {
        Slope minus(Slope other) {
            return new Slope(mean - other.mean, deviation - other.deviation);
        }

        Slope times(double factor) {
            return new Slope(factor * mean, factor * deviation);
        }

        double distance(Slope other) {
            return Math.max(Math.abs(mean - other.mean), Math.abs(deviation - other.deviation));
        }
    }

    /** A scalar that depends on mu and sigma. */
    private interface Loss {
        Tensor of(Tensor mean, Tensor deviation);
    }

    @Override
    public String name() {
        return "log-d-trick";
    }

    @Override
    public String claim() {
        return "the gradient of -log D is that of KL(samples||data) - 2 JSD, which pushes samples and data apart in part";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("real", text(real), "fake", text(fake));
    }

    @Override
    public LogDTrick with(String setting, String value) {
        return switch (setting) {
            case "real" -> new LogDTrick(gaussian(setting, value), fake);
            case "fake" -> new LogDTrick(real, gaussian(setting, value));
            default -> (LogDTrick) Study.super.with(setting, value);
        };
    }

    private static String text(Component gaussian) {
        return gaussian.mean() + ":" + gaussian.variance();
    }

    private static Component gaussian(String setting, String text) {
        String[] numbers = text.split(":", -1);
        Require.that(numbers.length == 2, setting, "MEAN:VARIANCE", "'" + text + "'");
        return new Component(
                1, GaussianMixture.number("mean", numbers[0]), GaussianMixture.number("variance", numbers[1]));
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        int steps = effort.choose(16, 80);
        List<Map<String, Object>> apart = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double distance = 8.0 * i / steps;
            Component moved = new Component(1, real.mean() + distance, fake.variance());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("distance of the means", distance);
            row.put("-log D", minusLogD(moved).mean());
            row.put("log(1 - D)", logOneMinusD(moved).mean());
            row.put("KL(samples||data)", divergence(REVERSE, moved).mean());
            row.put("-2 JSD", -divergence(TWICE_JS, moved).mean());
            apart.add(row);
        }
        Map<String, Object> numbers = identities();
        numbers.put("apart", apart);
        Curves chart = new Curves(
                "gradients",
                Axis.linear("distance of the samples' mean from the data's"),
                Axis.linear("derivative with respect to mu"),
                Rows.curves(apart));
        return new Findings(numbers, List.of(chart));
    }

    /** Each gradient, and by how much those differ at most that should be equal. */
    private Map<String, Object> identities() {
        Slope minusLogD = minusLogD(fake);
        Slope logOneMinusD = logOneMinusD(fake);
        Slope reverse = divergence(REVERSE, fake);
        Slope twice = divergence(TWICE_JS, fake);
        Slope apart = reverse.minus(twice);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put(
                "gradients",
                List.of(
                        row("E[-grad log D(g(z))]", minusLogD),
                        row("grad (KL(samples||data) - 2 JSD)", apart),
                        row("E[grad log(1 - D(g(z)))]", logOneMinusD),
                        row("grad 2 JSD", twice),
                        row("grad KL(samples||data), closed form", closedForm())));
        numbers.put(
                "largest difference",
                DoubleStream.of(minusLogD.distance(apart), logOneMinusD.distance(twice), reverse.distance(closedForm()))
                        .max()
                        .orElseThrow());
        return numbers;
    }

    private static Map<String, Object> row(String what, Slope slope) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("of", what);
        row.put("d/dmu", slope.mean);
        row.put("d/dsigma", slope.deviation);
        return row;
    }

    /** KL(N(mu, sigma^2)||N(m, v)) = log(sqrt(v)/sigma) + (sigma^2 + (mu - m)^2) / 2v - 1/2. */
    private Slope closedForm() {
        return new Slope(
                (fake.mean() - real.mean()) / real.variance(),
                fake.deviation() / real.variance() - 1 / fake.deviation());
    }

    private Slope minusLogD(Component samples) {
        return slope(samples, (mean, deviation) -> expectation(Elementary.softplus(ratio(samples, mean, deviation))));
    }

    private Slope logOneMinusD(Component samples) {
        return slope(
                        samples,
                        (mean, deviation) -> expectation(Elementary.softplus(
                                ratio(samples, mean, deviation).neg())))
                .times(-1);
    }

    /** log q/p at g(z), with q held: -log D is its softplus, -log(1 - D) that of its negative. */
    private Tensor ratio(Component samples, Tensor mean, Tensor deviation) {
        Tensor x = latents().points().mul(deviation).add(mean);
        return logDensity(samples, x).sub(logDensity(real, x));
    }

    private static Tensor logDensity(Component gaussian, Tensor x) {
        return x.sub(new Scalar(gaussian.mean()))
                .square()
                .mul(new Scalar(-0.5 / gaussian.variance()))
                .sub(new Scalar(Math.log(gaussian.deviation())));
    }

    private static Line latents() {
        return new Line(-12, 12, 4001);
    }

    private static Tensor expectation(Tensor ofLatents) {
        Tensor density = GaussianMixture.gaussian(0, 1).density(latents().points());
        return latents().integral(density.mul(ofLatents));
    }

    /** D_f(data||samples), differentiated. */
    private Slope divergence(Divergence f, Component samples) {
        Line line = Line.around(12, new GaussianMixture(List.of(real, samples)));
        return slope(samples, (mean, deviation) -> {
            Tensor x = line.points();
            Tensor p = GaussianMixture.gaussian(real.mean(), real.variance()).density(x);
            return line.divergence(f, p, GaussianMixture.density(x, mean, deviation));
        });
    }

    private static Slope slope(Component at, Loss loss) {
        return Scope.reading(() -> {
            Tensor mean = number(at.mean());
            Tensor deviation = number(at.deviation());
            TensorVector gradient = Gradients.of(loss.of(mean, deviation), new TensorVector(mean, deviation));
            return new Slope(gradient.get(0).item_double(), gradient.get(1).item_double());
        });
    }

    private static Tensor number(double value) {
        Tensor tensor = torch.full(new long[] {}, new Scalar(value), new TensorOptions(ScalarType.Double));
        tensor.requires_grad_(true);
        return tensor;
    }
}
