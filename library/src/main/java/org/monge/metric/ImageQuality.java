package org.monge.metric;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * How near images come to the ones that were wanted. All are {@code (N, C, H, W)} in [-1, 1]; results are means over the
 * images.
 */
public final class ImageQuality {
    private static final double RANGE = 2;
    /** Height and width of the windows of {@link #ssim}, in pixels. */
    public static final int WINDOW = GaussianWindows.SIDE;

    private ImageQuality() {}

    /** Peak signal-to-noise ratio in dB, 10 log10(range^2 / mean squared error), at most 100 for each image. */
    public static double psnr(Tensor made, Tensor wanted) {
        requireEqualShapes(made, wanted);
        return Scope.reading(() -> {
            Tensor error =
                    exact(made).sub(exact(wanted)).square().flatten(1, -1).mean(1); // (N)
            Tensor bounded = error.clamp_min(new Scalar(RANGE * RANGE * 1e-10));
            return bounded.reciprocal()
                    .mul(new Scalar(RANGE * RANGE))
                    .log10()
                    .mul(new Scalar(10.0))
                    .mean()
                    .item_double();
        });
    }

    /**
     * Structural similarity, at most 1: Wang et al. (2004), eq. 13, in Gaussian windows of 11 x 11 pixels with deviation
     * 1.5, K1 = 0.01, K2 = 0.03, over all windows that lie inside the image, channel by channel. Luminance counts from
     * black, which is -1.
     *
     * @throws IllegalArgumentException if an image is smaller than a window
     */
    public static double ssim(Tensor made, Tensor wanted) {
        requireEqualShapes(made, wanted);
        long side = Math.min(made.size(2), made.size(3));
        Require.that(side >= WINDOW, "images", "at least " + WINDOW + " pixels high and wide", side);
        return Scope.reading(() -> {
            Tensor x = exact(made).flatten(0, 1).unsqueeze(1); // (N C, 1, H, W)
            Tensor y = exact(wanted).flatten(0, 1).unsqueeze(1);
            GaussianWindows windows = GaussianWindows.over(x, y, WINDOW);
            return windows.luminance().mul(windows.structure()).mean().item_double();
        });
    }

    private static Tensor exact(Tensor images) {
        return images.detach().to(ScalarType.Double);
    }

    private static void requireEqualShapes(Tensor made, Tensor wanted) {
        Require.that(made.dim() == 4, "images", "of shape (N, C, H, W)", made.dim() + " dimensions");
        String rule = Arrays.toString(wanted.sizes().vec().get());
        String found = Arrays.toString(made.sizes().vec().get());
        Require.that(found.equals(rule), "images", "of the wanted shape, " + rule, found);
    }
}
