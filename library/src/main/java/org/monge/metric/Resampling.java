package org.monge.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Scope;
import org.monge.metric.Bootstrap.Interval;

/** On which samples of a side a {@link Bootstrap} measures again, and what interval the numbers there make. */
public enum Resampling {
    /**
     * As many, each of which may come more than once. The truth is taken to lie from the number v as that lies from the
     * numbers of resamples: an equal share of these is below q1 and above q2, and the interval is [2 v - q2, 2 v - q1], the
     * basic one of Davison and Hinkley (1997), section 5.2.
     *
     * <p>So a bias is taken off: that of a number which few samples raise, a Frechet distance for example, lies mostly below
     * it. It heeds no bounds of the number: a distance near 0 may have one that begins below 0, and a generator that
     * covers all classes, of which resamples lose some, one that ends above their count.
     */
    REPLACED {
        @Override
        int[] draw(SplittableRandom random, int count) {
            return Draws.with(random, count);
        }

        @Override
        Interval interval(double value, double[] again, double level) {
            double[] ascending = again.clone();
            Arrays.sort(ascending);
            double low = quantile(ascending, (1 - level) / 2);
            double high = quantile(ascending, (1 + level) / 2);
            return new Interval(value, 2 * value - high, 2 * value - low);
        }
    },

    /**
     * Half of them, each once, for numbers to which repeated samples are near ones. The variance over halves is the number's
     * own: that of a delete-d jackknife, Shao and Wu (1989), which is multiplied by (n - d) / d for samples that lack d of n.
     * The interval is that of a normal distribution around the number; a bias is not seen.
     */
    HALVES {
        @Override
        int[] draw(SplittableRandom random, int count) {
            return Draws.without(random, count, size(count));
        }

        @Override
        Interval interval(double value, double[] again, double level) {
            double mean = Arrays.stream(again).average().orElseThrow();
            double squares =
                    Arrays.stream(again).map(v -> (v - mean) * (v - mean)).sum();
            double reach = normalQuantile((1 + level) / 2) * Math.sqrt(squares / (again.length - 1));
            return new Interval(value, value - reach, value + reach);
        }

        @Override
        int size(int count) {
            return count / 2;
        }
    };

    /** Places of the samples of one draw. */
    abstract int[] draw(SplittableRandom random, int count);

    /** Around this value, from the values of the draws. */
    abstract Interval interval(double value, double[] again, double level);

    /** How many samples of so many a draw has. */
    int size(int count) {
        return count;
    }

    /** Between the two nearest values, in proportion. */
    private static double quantile(double[] ascending, double q) {
        double place = q * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    private static double normalQuantile(double p) {
        return Scope.reading(() -> torch.special_ndtri(Tensor.create(p)).item_double());
    }
}
