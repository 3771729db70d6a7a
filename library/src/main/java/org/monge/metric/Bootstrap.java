package org.monge.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * Confidence intervals of a metric's numbers: it is measured again on samples drawn from each side, in the way of its
 * {@link Resampling}.
 *
 * @param resamples how often it is measured again
 * @param level of confidence, above 0 and below 1
 */
public record Bootstrap(int resamples, double level) {
    /** 200 times, for 95%. */
    public Bootstrap() {
        this(200, 0.95);
    }

    public Bootstrap {
        Require.that(resamples >= 2, "resamples", "at least 2", resamples);
        Require.that(level > 0 && level < 1, "level", "above 0 and below 1", level);
    }

    /** A number with its interval. */
    public record Interval(double value, double low, double high) {}

    /** Whether so many samples of either side have draws that the metric takes, of features of this dimension. */
    static boolean suffices(Comparison<?> metric, int count, int dimension) {
        return metric.resampling().size(count) >= metric.least(dimension);
    }

    /** Every number of the metric with its interval, under its name. */
    public <S> Map<String, Interval> measure(Comparison<S> metric, S generated, S real, long seed) {
        return measure(metric, generated, real, seed, () -> {});
    }

    /** The same, while {@code drawn} hears of each draw. */
    <S> Map<String, Interval> measure(Comparison<S> metric, S generated, S real, long seed, Runnable drawn) {
        Map<String, Double> values = metric.measure(generated, real, seed);
        Map<String, List<Double>> again = new LinkedHashMap<>();
        values.keySet().forEach(name -> again.put(name, new ArrayList<>()));
        var random = new SplittableRandom(RandomStream.mix(seed, "bootstrap"));
        for (int k = 0; k < resamples; k++) {
            int[] x = metric.resampling().draw(random, metric.count(generated));
            int[] y = metric.resampling().draw(random, metric.count(real));
            Scope.scoped(() -> metric.measure(metric.select(generated, x), metric.select(real, y), seed)
                    .forEach((name, value) -> again.get(name).add(value)));
            drawn.run();
        }
        Map<String, Interval> intervals = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            double[] found =
                    again.get(name).stream().mapToDouble(Double::doubleValue).toArray();
            intervals.put(name, metric.resampling().interval(value, found, level));
        });
        return intervals;
    }
}
