package org.monge.metric;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The factors of structural similarity of planes (N, 1, H, W) in [-1, 1], in Gaussian windows, over all windows that lie
 * inside: Wang et al. (2004), eq. 13, with K1 = 0.01 and K2 = 0.03. Luminance counts from black, as in the paper.
 *
 * @param luminance (2 mx my + C1) / (mx^2 + my^2 + C1), with means above black
 * @param structure (2 sxy + C2) / (sx^2 + sy^2 + C2)
 */
record GaussianWindows(Tensor luminance, Tensor structure) {
    /** Height and width of a full window, in pixels. */
    static final int SIDE = 11;

    private static final double BLACK = -1;
    private static final double RANGE = 2;
    private static final double DEVIATION = 1.5;
    private static final double LUMINANCE = Math.pow(0.01 * RANGE, 2);
    private static final double STRUCTURE = Math.pow(0.03 * RANGE, 2);

    /** In windows of {@code side} pixels, whose deviation is 1.5 in a window of 11 and in proportion otherwise. */
    static GaussianWindows over(Tensor x, Tensor y, int side) {
        Tensor window = window(side);
        Tensor meanX = blur(x, window);
        Tensor meanY = blur(y, window);
        Tensor varianceX = blur(x.square(), window).sub(meanX.square());
        Tensor varianceY = blur(y.square(), window).sub(meanY.square());
        Tensor covariance = blur(x.mul(y), window).sub(meanX.mul(meanY));
        Tensor lightX = meanX.sub(new Scalar(BLACK));
        Tensor lightY = meanY.sub(new Scalar(BLACK));
        return new GaussianWindows(
                ratio(lightX.mul(lightY), lightX.square().add(lightY.square()), LUMINANCE),
                ratio(covariance, varianceX.add(varianceY), STRUCTURE));
    }

    /** (2 product + constant) / (sum + constant). */
    private static Tensor ratio(Tensor product, Tensor sum, double constant) {
        return product.mul(new Scalar(2.0)).add(new Scalar(constant)).div(sum.add(new Scalar(constant)));
    }

    private static Tensor window(int side) {
        double deviation = DEVIATION * side / SIDE;
        double[] weights = new double[side];
        double total = 0;
        for (int i = 0; i < side; i++) {
            weights[i] = Math.exp(-0.5 * Math.pow((i - (side - 1) / 2.0) / deviation, 2));
            total += weights[i];
        }
        Tensor row = Tensor.create(weights, side).div(new Scalar(total));
        return row.outer(row).reshape(1, 1, side, side);
    }

    private static Tensor blur(Tensor planes, Tensor window) {
        return torch.conv2d(
                planes, window, new TensorOptional(), new long[] {1, 1}, new long[] {0, 0}, new long[] {1, 1}, 1);
    }
}
