package org.monge.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.Features;
import org.monge.metric.MixtureCoverage;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.study.Curves.Curve;
import org.monge.train.DivergedException;

/** A training on a mixture of Gaussians in the plane, in the measures of Srivastava et al. (2017), section 4.1. */
final class ToyGame {
    /** As many points as both papers judge. */
    private static final int JUDGED = 2500;

    private static final int TRANSPORTED = 1000;
    private static final int SHOWN = 1000;

    private ToyGame() {}

    /**
     * Points, {@code x, y, x, y, ...}, and what they measure: {@code modes}, {@code high-quality}, {@code reverse-kl} and
     * {@code earth-mover-distance}.
     *
     * @param points none where the training diverged
     * @param numbers NaN where the training diverged
     */
    record Result(Optional<float[]> points, Map<String, Double> numbers) {
        /** The samples over the data. */
        Curves chart(String name, PointCloud cloud) {
            List<Curve> curves = new ArrayList<>();
            curves.add(Curve.points("data", new Points(cloud).drawn(SHOWN, 0)));
            points.ifPresent(samples -> curves.add(Curve.points("samples", Arrays.copyOf(samples, 2 * SHOWN))));
            return Curves.plane(name, curves);
        }
    }

    /** What a generator makes that was trained for the steps of the recipe. */
    static Result play(Recipe recipe) {
        PointCloud cloud = ((Recipe.Data.Points) recipe.data()).source();
        try (Composition run = new Composition(recipe, new Points(cloud))) {
            run.training().run(recipe.steps(), () -> false, List.of());
            return judged(samples(run), cloud, recipe.seed());
        } catch (DivergedException diverged) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (String name : List.of("modes", "high-quality", "reverse-kl", "earth-mover-distance")) {
                numbers.put(name, Double.NaN);
            }
            return new Result(Optional.empty(), numbers);
        }
    }

    /** What the data themselves measure: the best that a generator can do. */
    static Result data(PointCloud cloud, long seed) {
        return judged(new Points(cloud).drawn(JUDGED, seed + 2), cloud, seed);
    }

    private static float[] samples(Composition run) {
        return Scope.reading(() -> {
            try (RandomStream random =
                    RandomStream.named("judgement", run.recipe().seed())) {
                return HostTensors.floats(Scope.withoutGrad(
                        () -> run.sampler().generate(run.recipe().latent().draw(JUDGED, () -> null, random))));
            }
        });
    }

    private static Result judged(float[] points, PointCloud cloud, long seed) {
        Features real = features(new Points(cloud).drawn(TRANSPORTED, seed + 1), TRANSPORTED);
        MixtureCoverage coverage = new MixtureCoverage(cloud.modes().orElseThrow());
        Map<String, Double> numbers = new LinkedHashMap<>(coverage.measure(features(points, JUDGED), real, seed));
        numbers.put(
                "earth-mover-distance",
                new EarthMoverDistance()
                        .plan(features(points, TRANSPORTED), real)
                        .cost());
        return new Result(Optional.of(points), numbers);
    }

    /** The first {@code count} points. */
    private static Features features(float[] points, int count) {
        double[] values = new double[2 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = points[i];
        }
        return new Features(count, 2, values);
    }
}
