package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Engine;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/** Measures generated samples against real ones, which it looks at once. */
public final class Evaluator implements AutoCloseable {
    static {
        Engine.ensureStarted();
    }

    private final MetricWords metrics;
    private final FeatureSpace space;
    private final Optional<Judge> judge;
    private final long seed;
    private final Look real;

    /**
     * Looks at the real samples.
     *
     * @param metrics what is measured
     * @param space where features are compared; the caller closes it
     * @param judge of the real data's classes, needed by metrics on classes
     * @param real samples
     * @param seed of the metrics' own draws
     * @throws IllegalArgumentException if the samples are not what the space takes
     */
    public Evaluator(MetricWords metrics, FeatureSpace space, Optional<Judge> judge, SampleSet real, long seed) {
        boolean told = judge.isPresent() || metrics.onClasses().isEmpty();
        Require.that(told, "metrics on classes", "measured with a judge of classes", "none");
        this.metrics = metrics;
        this.space = space;
        this.judge = judge;
        this.seed = seed;
        this.real = new Look(real);
    }

    /** What the metrics need of some samples, gathered in one pass. */
    private final class Look implements AutoCloseable {
        private final Features features;
        private final Optional<Features> probabilities;
        private final Optional<Tensor> images;

        Look(SampleSet samples) {
            FeatureRows vectors = new FeatureRows(samples.count());
            FeatureRows classes = new FeatureRows(samples.count());
            TensorVector kept = new TensorVector();
            samples.forEach(chunk -> {
                Tensor found = space.features(chunk);
                vectors.add(found);
                judge.ifPresent(some -> classes.add(probabilities(some, chunk, found)));
                if (!metrics.onImages().isEmpty()) {
                    kept.push_back(chunk);
                }
            });
            features = vectors.features();
            probabilities = judge.map(some -> classes.features());
            images =
                    metrics.onImages().isEmpty() ? Optional.empty() : Optional.of(Scope.keeping(() -> torch.cat(kept)));
            kept.close();
        }

        /** A classifier that is the space too need not look at the samples again. */
        private Tensor probabilities(Judge some, Tensor samples, Tensor found) {
            return some instanceof Classifier classifier && classifier == space
                    ? classifier.probabilitiesOf(found)
                    : some.probabilities(samples);
        }

        @Override
        public void close() {
            images.ifPresent(Tensor::close);
        }
    }

    /**
     * What was measured.
     *
     * @param numbers by name, in the metrics' order
     * @param intervals of those of them that were measured again on resamples, by name
     * @param classes how many generated samples were taken for each class, where there is a judge
     * @param realClasses the same of the real ones
     */
    public record Result(
            Map<String, Double> numbers,
            Map<String, Bootstrap.Interval> intervals,
            Optional<ModeCounts> classes,
            Optional<ModeCounts> realClasses) {}

    /**
     * Measures.
     *
     * @throws IllegalArgumentException if the samples do not suffice for a metric, or one is not finite
     */
    public Result measure(SampleSet generated) {
        return measure(generated, Optional.empty(), draws -> made -> {});
    }

    /**
     * Measures, and again for intervals beside the numbers of all metrics that the samples have draws for.
     *
     * @param progress is told how many draws there will be, and then how many have been measured
     * @throws IllegalArgumentException if the samples do not suffice for a metric, or one is not finite
     */
    public Result measure(SampleSet generated, Bootstrap bootstrap, IntFunction<IntConsumer> progress) {
        return measure(generated, Optional.of(bootstrap), progress);
    }

    private Result measure(SampleSet generated, Optional<Bootstrap> bootstrap, IntFunction<IntConsumer> progress) {
        try (Look made = new Look(generated)) {
            int count = Math.min(made.features.count(), real.features.count());
            Measurement found = new Measurement(bootstrap, count, progress);
            found.add(metrics.onFeatures(), made.features, real.features);
            made.probabilities.ifPresent(
                    classes -> found.add(metrics.onClasses(), classes, real.probabilities.orElseThrow()));
            made.images.ifPresent(images -> found.add(metrics.onImages(), images, real.images.orElseThrow()));
            return new Result(
                    found.numbers,
                    found.intervals,
                    made.probabilities.map(ClassCoverage::counts),
                    real.probabilities.map(ClassCoverage::counts));
        }
    }

    /** Numbers as they are found, one metric after another. */
    private final class Measurement {
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        private final Map<String, Bootstrap.Interval> intervals = new LinkedHashMap<>();
        private final Optional<Bootstrap> bootstrap;
        private final Set<String> plain;
        private final IntConsumer progress;
        private int drawn;

        Measurement(Optional<Bootstrap> bootstrap, int count, IntFunction<IntConsumer> progress) {
            this.bootstrap = bootstrap;
            plain = metrics.withoutIntervals(count, real.features.dimension()).keySet();
            int again = metrics.directions().size() - plain.size();
            this.progress = bootstrap
                    .map(some -> progress.apply(some.resamples() * again))
                    .orElse(measured -> {});
        }

        <S> void add(List<? extends Comparison<S>> metrics, S made, S real) {
            for (Comparison<S> metric : metrics) {
                if (bootstrap.isEmpty() || plain.contains(metric.name())) {
                    numbers.putAll(metric.measure(made, real, seed));
                } else {
                    bootstrap
                            .orElseThrow()
                            .measure(metric, made, real, seed, () -> progress.accept(++drawn))
                            .forEach((name, interval) -> {
                                numbers.put(name, interval.value());
                                intervals.put(name, interval);
                            });
                }
            }
        }
    }

    @Override
    public void close() {
        real.close();
    }
}
