package org.monge.metric;

import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

/** Where samples are compared: a map from samples to vectors, and what tells it from every other. */
public interface FeatureSpace extends AutoCloseable {
    /**
     * Two numbers can be compared only if they were measured in spaces of equal identity.
     *
     * @param name of the space: {@code classifier}, {@code pixels}, {@code random}, or a file's name
     * @param sha256 of what computes the features, in hexadecimal
     * @param preparation what is done to samples before, in words: resizing, colors, range of values
     */
    record Identity(String name, String sha256, String preparation) {}

    Identity identity();

    /**
     * The features of samples.
     *
     * @param samples {@code (N, ...)}, images in [-1, 1]
     * @return {@code (N, D)} in the current scope
     * @throws IllegalArgumentException if the samples are not of the shape that this space takes
     */
    Tensor features(Tensor samples);

    /** How many features a sample of this shape has. */
    default int dimension(Shape sample) {
        float[] blank = new float[Math.toIntExact(sample.size())];
        return Scope.reading(() -> Math.toIntExact(
                features(HostTensors.floats(blank, sample.batch(1))).numel()));
    }

    /** The features of all {@code samples}, of which few are in memory at a time. */
    default Features of(SampleSet samples) {
        return collect(samples, this::features);
    }

    /** What {@code map} makes of all {@code samples}, of which few are in memory at a time. */
    static Features collect(SampleSet samples, Function<Tensor, Tensor> map) {
        FeatureRows rows = new FeatureRows(samples.count());
        samples.forEach(chunk -> rows.add(map.apply(chunk)));
        return rows.features();
    }

    @Override
    default void close() {}
}
