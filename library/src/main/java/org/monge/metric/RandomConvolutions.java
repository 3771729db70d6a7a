package org.monge.metric;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;
import org.monge.network.Activations;
import org.monge.network.Architecture;
import org.monge.network.Convolutions;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Resampling;
import org.monge.network.Sequential;

/**
 * The mean activations of a convolutional network that nobody has trained: 256 numbers that see edges and textures and
 * favor no dataset. The weights are the same on every machine.
 */
public final class RandomConvolutions implements FeatureSpace {
    private static final long SEED = 1;
    private static final List<Long> FILTERS = List.of(64L, 128L, 256L);
    private static final double SLOPE = 0.2;

    private final Sequential network;

    /**
     * For images of this shape.
     *
     * @throws IllegalArgumentException if samples of this shape are no images
     */
    public RandomConvolutions(Shape images) {
        Require.that(images.rank() == 3, "shape of samples", "channels, height and width", images);
        List<Layer> layers = new ArrayList<>();
        for (long filters : FILTERS) {
            layers.add(new Convolutions.Convolution(filters, 3, 2, 1, false));
            layers.add(new Activations.LeakyRelu(SLOPE));
        }
        layers.add(new Resampling.GlobalMean());
        try (RandomStream random = RandomStream.named("random-convolutions", SEED)) {
            network = new Architecture(new Initializer.HeUniform(), layers).build(images, random);
        }
    }

    @Override
    public Identity identity() {
        String hash = Sha256.of(network.architecture() + " of " + network.input() + " from seed " + SEED);
        return new Identity("random", hash, "none");
    }

    @Override
    public Tensor features(Tensor samples) {
        return network.score(samples, Mode.EVALUATION);
    }

    @Override
    public void close() {
        network.close();
    }
}
