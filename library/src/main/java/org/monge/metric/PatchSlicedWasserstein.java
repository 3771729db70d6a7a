package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The sliced Wasserstein distance between patches of Laplacian pyramids, Karras et al. (2018), section 5: patches of 7 x
 * 7 pixels with all channels, brought to mean 0 and deviation 1 for each channel of each side. Scales halve from the images'
 * size as long as the shorter side stays at 16 pixels or above; each has a number, and the metric is their mean. The paper
 * reports it times 1,000, on 16,384 images. Memory is 400 bytes for each patch and channel.
 *
 * @param patches of each image and scale, at random places
 * @param directions of the slices
 */
public record PatchSlicedWasserstein(int patches, int directions) implements ImageMetric {
    private static final int SIDE = 7;
    private static final int LEAST_SIDE = 16;

    /** 128 patches of each image on 512 directions, as in the paper. */
    public PatchSlicedWasserstein() {
        this(128, 512);
    }

    public PatchSlicedWasserstein {
        Require.positive("patches", patches);
        Require.positive("directions", directions);
    }

    @Override
    public String name() {
        return "patch-sliced-wasserstein";
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    /** The mean, and {@code .../H} at each scale, by its height in pixels, finest first. */
    @Override
    public Map<String, Double> measure(Tensor generated, Tensor real, long seed) {
        Pyramid.requireImages(generated, LEAST_SIDE);
        Pyramid.requireImages(real, LEAST_SIDE);
        String shape = shape(real);
        Require.that(
                shape(generated).equals(shape), "generated images", "of the real shape, " + shape, shape(generated));
        return Scope.reading(() -> {
            List<Tensor> ours = Pyramid.laplacian(generated.detach().to(ScalarType.Double));
            List<Tensor> theirs = Pyramid.laplacian(real.detach().to(ScalarType.Double));
            Map<String, Double> scales = new LinkedHashMap<>();
            scales.put(name(), Double.NaN);
            double sum = 0;
            for (int k = 0; k < ours.size(); k++) {
                double distance = distance(ours.get(k), theirs.get(k), RandomStream.mix(seed, "scale " + k));
                scales.put(name() + "/" + ours.get(k).size(2), distance);
                sum += distance;
            }
            scales.put(name(), sum / ours.size());
            return scales;
        });
    }

    private static String shape(Tensor images) {
        return images.size(1) + " x " + images.size(2) + " x " + images.size(3);
    }

    private double distance(Tensor generated, Tensor real, long seed) {
        var random = new SplittableRandom(seed);
        return Scope.reading(() -> new SlicedWasserstein(directions, 1)
                .distance(descriptors(generated, random), descriptors(real, random), seed));
    }

    /** Patches (N P, C 7 7) with channels of mean 0 and deviation 1. */
    private Tensor descriptors(Tensor images, SplittableRandom random) {
        long channels = images.size(1);
        Tensor drawn = images.reshape(-1).take(HostTensors.longs(places(images, random), values(images)));
        Tensor byChannel = drawn.reshape(-1, channels, SIDE * SIDE); // (N P, C, 49)
        Tensor centered = byChannel.sub(byChannel.mean(new long[] {0, 2}, true, null));
        Tensor deviation = centered.square().mean(new long[] {0, 2}, true, null).sqrt();
        return centered.div(deviation.clamp_min(new Scalar(1e-12))).flatten(1, -1);
    }

    private long values(Tensor images) {
        return images.size(0) * patches * images.size(1) * SIDE * SIDE;
    }

    /** Where the pixels of random patches are in the images' memory. */
    private long[] places(Tensor images, SplittableRandom random) {
        int height = (int) images.size(2);
        int width = (int) images.size(3);
        int channels = (int) images.size(1);
        long[] places = new long[Math.toIntExact(values(images))];
        int at = 0;
        for (long image = 0; image < images.size(0); image++) {
            for (int patch = 0; patch < patches; patch++) {
                int top = random.nextInt(height - SIDE + 1);
                int left = random.nextInt(width - SIDE + 1);
                for (int row = 0; row < channels * SIDE; row++) {
                    long plane = image * channels + row / SIDE;
                    long start = (plane * height + top + row % SIDE) * width + left;
                    for (int column = 0; column < SIDE; column++) {
                        places[at++] = start + column;
                    }
                }
            }
        }
        return places;
    }
}
