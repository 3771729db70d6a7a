package org.monge.metric;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;

/** Images at several scales. */
final class Pyramid {
    private static final double[] BINOMIAL = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    private static final int LEAST_SIDE = 16;

    private Pyramid() {}

    static void requireImages(Tensor images, int leastSide) {
        Require.that(images.dim() == 4, "images", "of shape (N, C, H, W)", images.dim() + " dimensions");
        long side = Math.min(images.size(2), images.size(3));
        Require.that(side >= leastSide, "images", "at least " + leastSide + " pixels high and wide", side);
    }

    /** Means of squares of 2 x 2 pixels, cut off at odd edges. */
    static Tensor halved(Tensor images) {
        long[] two = {2, 2};
        return torch.avg_pool2d(images, two, two, new long[] {0, 0}, true, false, new LongOptional());
    }

    /**
     * The Laplacian pyramid, Burt and Adelson (1983), finest first: what each scale has that the next, enlarged, has
     * not, and the coarsest, whose shorter side is below 32. Images are (N, C, H, W).
     */
    static List<Tensor> laplacian(Tensor images) {
        List<Tensor> scales = new ArrayList<>();
        Tensor scale = images;
        while (Math.min(scale.size(2), scale.size(3)) >= 2 * LEAST_SIDE) {
            Tensor coarser = reduced(scale);
            scales.add(scale.sub(enlarged(coarser, scale.size(2), scale.size(3))));
            scale = coarser;
        }
        scales.add(scale);
        return scales;
    }

    private static Tensor reduced(Tensor images) {
        return blurred(images, 2);
    }

    private static Tensor enlarged(Tensor images, long height, long width) {
        long[] shape = {images.size(0), images.size(1), height, width};
        Tensor spread = images.new_zeros(shape);
        everySecond(spread).copy_(images);
        return blurred(spread, 1).mul(new Scalar(4.0));
    }

    private static Tensor everySecond(Tensor images) {
        LongOptional from = new LongOptional(0);
        return images.slice(2, from, new LongOptional(images.size(2)), 2)
                .slice(3, from, new LongOptional(images.size(3)), 2);
    }

    private static Tensor blurred(Tensor images, long stride) {
        Tensor planes = images.flatten(0, 1).unsqueeze(1);
        Tensor padded = torch.reflection_pad2d(planes, 2, 2, 2, 2);
        Tensor row = Tensor.create(BINOMIAL, BINOMIAL.length);
        Tensor window = row.outer(row).reshape(1, 1, BINOMIAL.length, BINOMIAL.length);
        long[] strides = {stride, stride};
        Tensor blurred =
                torch.conv2d(padded, window, new TensorOptional(), strides, new long[] {0, 0}, new long[] {1, 1}, 1);
        return blurred.reshape(images.size(0), images.size(1), blurred.size(2), blurred.size(3));
    }
}
