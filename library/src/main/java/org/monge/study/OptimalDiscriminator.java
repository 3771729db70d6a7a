package org.monge.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.objective.Elementary;
import org.monge.objective.JensenShannon;
import org.monge.objective.Minimax;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;

/**
 * A discriminator trained between known densities p and q: it becomes p / (p + q), and its value C = E_p[log D] +
 * E_q[log(1 - D)] becomes -log 4 + 2 JSD. Goodfellow et al. (2014), proposition 1 and theorem 1.
 */
public record OptimalDiscriminator() implements Study {
    private static final GaussianMixture DATA = GaussianMixture.parse("0.5:-2:0.5,0.5:2:0.5");
    private static final GaussianMixture SAMPLES = GaussianMixture.gaussian(0.5, 2);
    private static final int BATCH = 512;

    @Override
    public String name() {
        return "optimal-discriminator";
    }

    @Override
    public String claim() {
        return "a trained discriminator becomes p / (p + q), and its value -log 4 + 2 JSD";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Architecture architecture = new Architecture(
                new Initializer.GlorotUniform(),
                List.of(new Dense(64, true), new Tanh(), new Dense(64, true), new Tanh(), new Dense(1, true)));
        int steps = effort.choose(600, 10_000);
        int reports = 20;
        List<Map<String, Object>> course = new ArrayList<>();
        try (RandomStream random = RandomStream.named(name(), seed);
                Sequential discriminator = architecture.build(Shape.of(1), random);
                Descent descent = new Adam(2e-3, 0.9, 0.999, 1e-8).over(discriminator.parameters())) {
            for (int step = 0; step <= steps; step++) {
                if (step % (steps / reports) == 0) {
                    course.add(reached(step, discriminator));
                    progress.accept("step " + step + " of " + steps);
                }
                double factor = 1 - (double) step / steps;
                Scope.scoped(() -> descent.minimize(loss(discriminator, random), Math.max(factor, 0.01)));
            }
            return findings(course, discriminator);
        }
    }

    private static Tensor loss(Sequential discriminator, RandomStream random) {
        Tensor real = discriminator.score(DATA.draw(BATCH, random), Mode.TRAINING);
        Tensor fake = discriminator.score(SAMPLES.draw(BATCH, random), Mode.TRAINING);
        return new Minimax(0, 0).discriminatorLoss(real, fake);
    }

    private static Line line() {
        return Line.around(8, DATA, SAMPLES);
    }

    /** The value by integrals, and the mean of |D - p/(p+q)| under (p+q)/2. */
    private static Map<String, Object> reached(int step, Sequential discriminator) {
        return Scope.reading(() -> {
            Line line = line();
            Tensor p = DATA.density(line.points());
            Tensor q = SAMPLES.density(line.points());
            Tensor logits = logits(discriminator, line.points());
            Tensor value = line.integral(
                            p.mul(Elementary.softplus(logits.neg())).add(q.mul(Elementary.softplus(logits))))
                    .neg();
            Tensor both = p.add(q);
            Tensor error = line.integral(
                    both.mul(logits.sigmoid().sub(p.div(both)).abs()).mul(new Scalar(0.5)));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", step);
            row.put("E_p[log D] + E_q[log(1 - D)]", value.item_double());
            row.put("mean |D - p/(p+q)|", error.item_double());
            return row;
        });
    }

    private static Tensor logits(Sequential discriminator, Tensor x) {
        return Scope.withoutGrad(() -> discriminator
                .score(x.to(ScalarType.Float).view(-1, 1), Mode.EVALUATION)
                .to(ScalarType.Double)
                .view(-1));
    }

    private static Findings findings(List<Map<String, Object>> course, Sequential discriminator) {
        double best = -Math.log(4) + line().divergence(new JensenShannon(), DATA, SAMPLES);
        Map<String, Object> last = course.get(course.size() - 1);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("-log 4 + 2 JSD", best);
        numbers.put("value", last.get("E_p[log D] + E_q[log(1 - D)]"));
        numbers.put("error", last.get("mean |D - p/(p+q)|"));
        numbers.put("course", course);
        Line shown = new Line(-5, 5, 201);
        List<Curve> curves = List.of(
                shown.curve("p: data", DATA::density),
                shown.curve("q: samples", SAMPLES::density),
                shown.curve("p / (p + q)", OptimalDiscriminator::best),
                shown.curve("trained D", x -> logits(discriminator, x).sigmoid()));
        List<Curve> value = List.of(
                Rows.curves(course).get(0),
                Curve.line(
                        "-log 4 + 2 JSD",
                        Rows.column(course, "step"),
                        course.stream().map(row -> best).toList()));
        return new Findings(
                numbers,
                List.of(
                        new Curves("discriminator", Axis.linear("x"), Axis.linear("density, probability"), curves),
                        new Curves("value", Axis.linear("step"), Axis.linear("value of the game"), value)));
    }

    private static Tensor best(Tensor x) {
        Tensor p = DATA.density(x);
        return p.div(p.add(SAMPLES.density(x)));
    }
}
