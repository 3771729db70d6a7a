package org.monge.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.engine.Device;
import org.monge.engine.RandomStream;
import org.monge.metric.Direction;
import org.monge.metric.Evaluator;
import org.monge.metric.FeatureSpace;
import org.monge.metric.Judge;
import org.monge.metric.MetricWords;
import org.monge.metric.SampleSet;
import org.monge.network.Generator;

/**
 * Measures what a generator makes while it learns, of the same starts and against the same real samples every time. It
 * moves nothing: no weight, no running statistic, no random stream of the training, so that a run is the same with and
 * without it.
 */
public final class PeriodicEvaluation implements AutoCloseable {
    /** What the names of the numbers begin with. */
    public static final String PREFIX = "evaluation/";

    private final Recipe.Evaluation.Periodic settings;
    private final MetricWords metrics;
    private final SampleSource real;
    private final Evaluator evaluator;
    private final Showcase showcase;

    /**
     * Looks at the real samples.
     *
     * @param recipe whose {@code evaluation} is periodic
     * @param space where samples are compared; the caller closes it
     * @param judge of the real data's classes, needed by metrics on classes
     * @param real what generated samples are compared with; best what the training does not see
     * @throws IllegalArgumentException if the recipe asks for no evaluation, or the samples do not allow or suffice for it
     */
    public PeriodicEvaluation(Recipe recipe, FeatureSpace space, Optional<Judge> judge, SampleSource real) {
        settings = settings(recipe);
        metrics = MetricWords.of(settings.metrics(), recipe.data().measurable(judge.isPresent()));
        this.real = real;
        long seed = RandomStream.mix(recipe.seed(), "evaluation");
        SampleSet truth = SampleSet.real(real, settings.samples(), seed);
        showcase = new Showcase(recipe, settings.samples(), () -> first(real, settings.samples(), seed), seed);
        try {
            evaluator = new Evaluator(metrics, space, judge, truth, seed);
        } catch (RuntimeException unfit) {
            showcase.close();
            throw unfit;
        }
    }

    private static Recipe.Evaluation.Periodic settings(Recipe recipe) {
        if (recipe.evaluation() instanceof Recipe.Evaluation.Periodic periodic) {
            return periodic;
        }
        throw new IllegalArgumentException("evaluation must be periodic, got none in " + recipe.name());
    }

    private static Tensor first(SampleSource real, int count, long seed) {
        try (SampleStream stream = real.stream(count, seed)) {
            return stream.next().samples();
        }
    }

    /** Whether a meter of this name is one of these numbers. */
    public static boolean isEvaluation(String meter) {
        return meter.startsWith(PREFIX);
    }

    /** The real samples. */
    public SampleSource real() {
        return real;
    }

    /** Which way each metric's number gets better, by the metric's name. */
    public Map<String, Direction> directions() {
        return metrics.directions();
    }

    /** Whether it is time to measure after {@code step} steps. */
    boolean isDue(long step) {
        return step % settings.every() == 0;
    }

    /**
     * The numbers of what {@code generator} makes now, by name, in a fixed order.
     *
     * @throws IllegalArgumentException if the samples do not suffice for a metric, or one is not finite
     */
    public Map<String, Double> measure(Generator generator) {
        SampleSet made = SampleSet.generated(
                real.shape(),
                settings.samples(),
                (from, size) -> Device.CPU.put(showcase.generate(generator, from, size)));
        Map<String, Double> numbers = new LinkedHashMap<>();
        evaluator.measure(made).numbers().forEach((name, value) -> numbers.put(PREFIX + name, value));
        return numbers;
    }

    @Override
    public void close() {
        evaluator.close();
        showcase.close();
    }
}
