package org.monge.cli;

import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Sequential;
import org.monge.representation.ConvolutionFeatures;

/** A discriminator's features of many images. */
final class CriticRows {
    private static final int CHUNK = 256;

    private CriticRows() {}

    /** The features of a run's discriminator. */
    static ConvolutionFeatures features(Sequential discriminator) {
        try {
            return new ConvolutionFeatures(discriminator);
        } catch (IllegalArgumentException unfit) {
            throw new BadInputException("the run's " + unfit.getMessage());
        }
    }

    /** The features of {@code images}, {@code (N, C, H, W)} to {@code (N, features)}, both row-major. */
    static float[] of(ConvolutionFeatures features, float[] images, Shape shape) {
        int size = (int) shape.size();
        int count = images.length / size;
        float[] rows = new float[Math.multiplyExact(count, features.size())];
        for (int first = 0; first < count; first += CHUNK) {
            int from = first;
            int many = Math.min(CHUNK, count - first);
            float[] part = new float[many * size];
            System.arraycopy(images, from * size, part, 0, part.length);
            float[] made =
                    Scope.reading(() -> HostTensors.floats(features.of(HostTensors.floats(part, shape.batch(many)))));
            System.arraycopy(made, 0, rows, from * features.size(), made.length);
        }
        return rows;
    }
}
