package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * How alike random pairs of generated images are (Odena et al., 2017, section 4.2), by multi-scale structural similarity,
 * Wang et al. (2003), eq. 7: the product over five scales of the mean structure, and at the last of the mean similarity,
 * to the powers 0.0448, 0.2856, 0.3001, 0.2363 and 0.1333. Less is more diverse; it is told beside the real images' own.
 *
 * <p>Each scale averages squares of 2 x 2 pixels of the one before, cut off at odd edges. A window that does not fit is as
 * large as the image, its deviation in proportion. Means below 0 count as 0. Channels are averaged over.
 *
 * @param pairs how many, each of two different images
 */
public record MultiScaleSimilarity(int pairs) implements ImageMetric {
    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final int LEAST_SIDE = 1 << (WEIGHTS.length - 1);
    private static final int BATCH = 256;

    /** 10,000 pairs. */
    public MultiScaleSimilarity() {
        this(10_000);
    }

    public MultiScaleSimilarity {
        Require.positive("pairs", pairs);
    }

    @Override
    public String name() {
        return "ms-ssim";
    }

    /** The mean over pairs of generated images and, as {@code .../real}, over pairs of real ones. */
    @Override
    public Map<String, Double> measure(Tensor generated, Tensor real, long seed) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), amongst(generated, RandomStream.mix(seed, "generated")));
        numbers.put(name() + "/real", amongst(real, RandomStream.mix(seed, "real")));
        return numbers;
    }

    private double amongst(Tensor images, long seed) {
        Pyramid.requireImages(images, LEAST_SIDE);
        int count = Math.toIntExact(images.size(0));
        Require.that(count >= 2, "count of images", "at least 2 for pairs", count);
        var random = new SplittableRandom(seed);
        double[] sum = new double[1];
        for (int done = 0; done < pairs; done += BATCH) {
            long[] left = new long[Math.min(BATCH, pairs - done)];
            long[] right = new long[left.length];
            for (int k = 0; k < left.length; k++) {
                int[] pair = Draws.pair(random, count);
                left[k] = pair[0];
                right[k] = pair[1];
            }
            Scope.scoped(() -> {
                Tensor x = images.index_select(0, HostTensors.longs(left, left.length));
                Tensor y = images.index_select(0, HostTensors.longs(right, right.length));
                sum[0] += similarity(x, y).sum().item_double();
            });
        }
        return sum[0] / pairs;
    }

    /** The similarity of each pair, (N), of images (N, C, H, W). */
    static Tensor similarity(Tensor left, Tensor right) {
        long images = left.size(0);
        Tensor x = left.detach().to(ScalarType.Double).flatten(0, 1).unsqueeze(1); // (N C, 1, H, W)
        Tensor y = right.detach().to(ScalarType.Double).flatten(0, 1).unsqueeze(1);
        Tensor product = torch.ones(new long[] {images}).to(ScalarType.Double);
        for (int scale = 0; scale < WEIGHTS.length; scale++) {
            boolean last = scale == WEIGHTS.length - 1;
            int side = (int) Math.min(GaussianWindows.SIDE, Math.min(x.size(2), x.size(3)));
            GaussianWindows windows = GaussianWindows.over(x, y, side);
            Tensor similarity = last ? windows.luminance().mul(windows.structure()) : windows.structure();
            Tensor mean = similarity.reshape(images, -1).mean(1).clamp_min(new Scalar(0.0));
            product = product.mul(mean.pow(new Scalar(WEIGHTS[scale])));
            if (!last) {
                x = Pyramid.halved(x);
                y = Pyramid.halved(y);
            }
        }
        return product;
    }
}
