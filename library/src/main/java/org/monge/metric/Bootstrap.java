package org.monge.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/**
 * Confidence intervals of a metric's numbers by the basic bootstrap, Davison and Hinkley (1997), section 5.2: the metric is
 * measured again on as many samples, drawn with replacement from each side. The truth is taken to lie from a number as that
 * number lies from what resamples give, so that an interval is [2 v - q2, 2 v - q1] for the value v, where an equal
 * share of the resamples' values is below q1 and above q2.
 *
 * <p>So a bias is taken off: that of a number which few samples raise, a Frechet distance for example, lies mostly below
 * it. Where repeated samples are no picture of new ones, among nearest neighbours, it means nothing. It heeds no bounds of
 * the number: a distance near 0 may have one that begins below 0, and a generator that covers all classes, of which
 * resamples lose some, one that ends above their count.
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

    /** Every number of the metric with its interval, under its name. */
    public Map<String, Interval> measure(Metric metric, Features generated, Features real, long seed) {
        Map<String, Double> values = metric.measure(generated, real, seed);
        Map<String, List<Double>> again = new LinkedHashMap<>();
        values.keySet().forEach(name -> again.put(name, new ArrayList<>()));
        var random = new SplittableRandom(RandomStream.mix(seed, "bootstrap"));
        for (int k = 0; k < resamples; k++) {
            Features x = generated.select(Draws.with(random, generated.count()));
            Features y = real.select(Draws.with(random, real.count()));
            metric.measure(x, y, seed).forEach((name, value) -> again.get(name).add(value));
        }
        Map<String, Interval> intervals = new LinkedHashMap<>();
        values.forEach((name, value) -> intervals.put(name, interval(value, again.get(name))));
        return intervals;
    }

    private Interval interval(double value, List<Double> again) {
        double[] ascending = again.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(ascending);
        double low = quantile(ascending, (1 - level) / 2);
        double high = quantile(ascending, (1 + level) / 2);
        return new Interval(value, 2 * value - high, 2 * value - low);
    }

    /** Between the two nearest values, in proportion. */
    private static double quantile(double[] ascending, double q) {
        double place = q * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
