package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import org.monge.engine.Require;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Relu;
import org.monge.network.Activations.Tanh;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Shapes.Flatten;
import org.monge.network.Shapes.Reshape;

/**
 * The networks of DCGAN (Radford et al., 2015, section 3 and figure 1) for square images of {@code size}, a power of two
 * from 16 to 256. Each stage has 4x4 kernels of stride 2 and changes the resolution by two, between 4x4 and the image;
 * {@code width} is the number of filters nearest to the image, and each stage away from it has twice as many. The paper's
 * 64x64 images have {@code width} 128, so 1024 filters at 4x4; the code of Arjovsky et al. (2017) takes 64.
 *
 * <p>Batch norm everywhere but at the generator's end and the discriminator's beginning and end, and no biases.
 */
public final class Dcgan {
    private static final long SMALLEST = 4;
    private static final Initializer INITIALIZER = new Initializer.Dcgan(0.02);
    private static final BatchNorm BATCH_NORM = new BatchNorm(1e-5, 0.1);

    private Dcgan() {}

    /**
     * From flat latents to images {@code (channels, size, size)} in [-1, 1].
     *
     * @throws IllegalArgumentException if {@code size} is not a power of two from 16 to 256 or a count is less than 1
     */
    public static Architecture generator(long size, long channels, long width) {
        requireSettings(size, channels, width);
        List<Layer> layers = new ArrayList<>();
        long filters = width * size / (2 * SMALLEST);
        layers.add(new Dense(filters * SMALLEST * SMALLEST, false));
        layers.add(new Reshape(filters, SMALLEST, SMALLEST));
        for (; filters > width; filters /= 2) {
            layers.add(BATCH_NORM);
            layers.add(new Relu());
            layers.add(new TransposedConvolution(filters / 2, 4, 2, 1, 0, false));
        }
        layers.add(BATCH_NORM);
        layers.add(new Relu());
        layers.add(new TransposedConvolution(channels, 4, 2, 1, 0, false));
        layers.add(new Tanh());
        return new Architecture(INITIALIZER, layers);
    }

    /**
     * From images {@code (C, size, size)} to one score: the generator's mirror image.
     *
     * @throws IllegalArgumentException if {@code size} is not a power of two from 16 to 256 or {@code width} is less than 1
     */
    public static Architecture discriminator(long size, long width) {
        requireSettings(size, 1, width);
        List<Layer> layers = new ArrayList<>();
        LeakyRelu leakyRelu = new LeakyRelu(0.2);
        layers.add(new Convolution(width, 4, 2, 1, false));
        layers.add(leakyRelu);
        long last = width * size / (2 * SMALLEST);
        for (long filters = 2 * width; filters <= last; filters *= 2) {
            layers.add(new Convolution(filters, 4, 2, 1, false));
            layers.add(BATCH_NORM);
            layers.add(leakyRelu);
        }
        layers.add(new Flatten());
        layers.add(new Dense(1, false));
        return new Architecture(INITIALIZER, layers);
    }

    private static void requireSettings(long size, long channels, long width) {
        boolean power = size >= 16 && size <= 256 && Long.bitCount(size) == 1;
        Require.that(power, "size", "a power of two from 16 to 256", size);
        Require.positive("channels", channels);
        Require.positive("width", width);
    }
}
