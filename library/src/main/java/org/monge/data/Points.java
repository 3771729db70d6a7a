package org.monge.data;

import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;
import org.monge.engine.State;

/**
 * Points of a cloud, drawn without end; labelled where they come from Gaussians.
 *
 * @param cloud the distribution
 */
public record Points(PointCloud cloud) implements SampleSource {
    @Override
    public String name() {
        return cloud.toString();
    }

    @Override
    public String source() {
        return "drawn from the seed";
    }

    @Override
    public Shape shape() {
        return Shape.of(2);
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public int labelledClasses() {
        return cloud.modes().map(modes -> modes.centers().size()).orElse(0);
    }

    @Override
    public String sha256() {
        return Sha256.of(cloud + ": " + cloud.formula());
    }

    /** {@code count} points as {@code x, y, x, y, ...}. */
    public float[] drawn(int count, long seed) {
        try (SampleStream stream = stream(count, seed)) {
            return Scope.reading(() -> HostTensors.floats(stream.next().samples()));
        }
    }

    @Override
    public SampleStream stream(int batchSize, long seed) {
        Require.positive("batch size", batchSize);
        return new Stream(this, batchSize, RandomStream.named("points", seed));
    }

    private record Stream(Points points, int batchSize, RandomStream random) implements SampleStream {
        @Override
        public Batch next() {
            return points.cloud.draw(batchSize, random);
        }

        @Override
        public Shape shape() {
            return points.shape();
        }

        @Override
        public void describe(State state) {
            random.describe(state);
        }

        @Override
        public void close() {
            random.close();
        }
    }
}
