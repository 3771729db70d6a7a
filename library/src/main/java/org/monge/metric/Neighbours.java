package org.monge.metric;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;

/**
 * The nearest of some samples to each of some others, by Euclidean distance between features: what a generator may have
 * learnt by heart. The arrays belong to the result.
 *
 * @param k how many to each
 * @param indices of the nearest, that of the j-th nearest to sample i at i k + j
 * @param distances likewise, ascending but for rounding; computed from the features, so that copies are at 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Neighbours(int k, int[] indices, double[] distances) {
    /** The {@code k} nearest of {@code pool} to each of {@code samples}. */
    public static Neighbours of(Features samples, Features pool, int k) {
        Require.that(k >= 1 && k <= pool.count(), "count of neighbours", "from 1 to " + pool.count(), k);
        return find(samples, pool, k, false);
    }

    /** The {@code k} nearest others to each of {@code samples}. */
    public static Neighbours amongst(Features samples, int k) {
        Require.that(k >= 1 && k < samples.count(), "count of neighbours", "from 1 to " + (samples.count() - 1), k);
        return find(samples, samples, k, true);
    }

    /** The distance of each sample to its nearest. */
    public double[] nearest() {
        double[] nearest = new double[distances.length / k];
        Arrays.setAll(nearest, i -> distances[i * k]);
        return nearest;
    }

    /** The squared distance of each to the {@code k}-th nearest other. */
    static double[] squaredRadii(Features samples, int k) {
        Require.that(k >= 1 && k < samples.count(), "count of neighbours", "from 1 to " + (samples.count() - 1), k);
        double[] radii = new double[samples.count()];
        Distances.squared(samples, samples, (first, squared) -> {
            withoutSelf(squared, first);
            Distances.copy(squared.kthvalue(k, 1, false).get0(), radii, first);
        });
        return radii;
    }

    private static Neighbours find(Features samples, Features pool, int k, boolean others) {
        int[] indices = new int[Math.multiplyExact(samples.count(), k)];
        Distances.squared(samples, pool, (first, squared) -> {
            if (others) {
                withoutSelf(squared, first);
            }
            T_TensorTensor_T nearest = squared.topk(k, 1, false, true);
            copy(nearest.get1(), indices, first * k);
        });
        double[] distances = new double[indices.length];
        for (int i = 0; i < samples.count(); i++) {
            for (int j = i * k; j < (i + 1) * k; j++) {
                distances[j] = distance(samples, i, pool, indices[j]);
            }
        }
        return new Neighbours(k, indices, distances);
    }

    private static void withoutSelf(Tensor squared, int first) {
        squared.diagonal(first, 0, 1).fill_(new Scalar(Double.POSITIVE_INFINITY));
    }

    private static double distance(Features x, int i, Features y, int j) {
        double sum = 0;
        for (int d = 0; d < x.dimension(); d++) {
            double difference = x.at(i, d) - y.at(j, d);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static void copy(Tensor longs, int[] target, int offset) {
        long[] values = new long[Math.toIntExact(longs.numel())];
        Tensor dense = longs.contiguous();
        try {
            HostTensors.buffer(dense)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer()
                    .get(values);
        } finally {
            Reference.reachabilityFence(dense);
        }
        for (int i = 0; i < values.length; i++) {
            target[offset + i] = Math.toIntExact(values[i]);
        }
    }
}
