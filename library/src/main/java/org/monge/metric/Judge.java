package org.monge.metric;

import org.bytedeco.pytorch.Tensor;

/** Says what samples are taken for. */
@FunctionalInterface
public interface Judge {
    /** Class probabilities {@code (N, classes)} of samples {@code (N, ...)}, images in [-1, 1], in the current scope. */
    Tensor probabilities(Tensor samples);

    /**
     * A judge of images that are three digits, one a channel, from a judge of one: class 100 a + 10 b + c is as probable as
     * the digits are together.
     */
    static Judge ofStacked(Judge digits) {
        return samples -> {
            Tensor single = digits.probabilities(samples.flatten(0, 1).unsqueeze(1)); // (3 N, 10)
            long classes = single.size(1);
            Tensor each = single.reshape(-1, 3, classes);
            Tensor first = each.select(1, 0).reshape(-1, classes, 1, 1);
            Tensor second = each.select(1, 1).reshape(-1, 1, classes, 1);
            Tensor third = each.select(1, 2).reshape(-1, 1, 1, classes);
            return first.mul(second).mul(third).flatten(1, -1); // (N, 1000)
        };
    }
}
