package org.monge.metric;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What generated and real images say about the generator, without a feature extractor. */
public interface ImageMetric {
    /** The word for it, {@code ms-ssim} for example. */
    String name();

    /** Which way the number that it is named for gets better. */
    default Direction direction() {
        return Direction.NEITHER;
    }

    /**
     * Numbers under their names, the one that the metric is named for first; equal seeds give equal numbers.
     *
     * @param generated (N, C, H, W) in [-1, 1]
     * @param real (M, C, H, W) in [-1, 1]
     * @throws IllegalArgumentException if the images are too few or too small
     */
    Map<String, Double> measure(Tensor generated, Tensor real, long seed);
}
