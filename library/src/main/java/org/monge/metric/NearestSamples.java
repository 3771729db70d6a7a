package org.monge.metric;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/** The nearest of many samples to each of a few, found while the many pass by: what a generator may have learnt by heart. */
public final class NearestSamples {
    private final Features few;
    private final int k;
    private final int[] indices;
    private final double[] distances;
    private int seen;

    private NearestSamples(Features few, int k) {
        this.few = few;
        this.k = k;
        indices = new int[few.count() * k];
        distances = new double[few.count() * k];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /**
     * The {@code k} samples of {@code pool} that are nearest to each of {@code few}, by their features.
     *
     * @throws IllegalArgumentException if the pool has fewer than {@code k}
     */
    public static Neighbours of(Features few, SampleSet pool, FeatureSpace space, int k) {
        Require.that(k <= pool.count(), "count of neighbours", "at most " + pool.count(), k);
        NearestSamples nearest = new NearestSamples(few, k);
        pool.forEach(chunk -> nearest.look(space.features(chunk)));
        return new Neighbours(k, nearest.indices, nearest.distances);
    }

    private void look(Tensor vectors) {
        Features part = Features.of(vectors);
        int most = Math.min(k, part.count());
        Neighbours found = Neighbours.of(few, part, most);
        for (int i = 0; i < few.count(); i++) {
            for (int j = 0; j < most; j++) {
                insert(i * k, seen + found.indices()[i * most + j], found.distances()[i * most + j]);
            }
        }
        seen += part.count();
    }

    /** Into the ascending distances from {@code start} on, of which the last falls out. */
    private void insert(int start, int index, double distance) {
        int at = start + k;
        while (at > start && distances[at - 1] > distance) {
            at--;
        }
        if (at == start + k) {
            return;
        }
        System.arraycopy(distances, at, distances, at + 1, start + k - 1 - at);
        System.arraycopy(indices, at, indices, at + 1, start + k - 1 - at);
        distances[at] = distance;
        indices[at] = index;
    }
}
