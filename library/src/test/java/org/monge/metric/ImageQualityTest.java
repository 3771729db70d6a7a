package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class ImageQualityTest {
    private static final int SIDE = 13;

    private static Tensor constant(double value) {
        return torch.full(new long[] {2, 1, SIDE, SIDE}, new Scalar(value), new TensorOptions(ScalarType.Double));
    }

    private static double[] noise(long seed) {
        return new Random(seed).doubles(SIDE * SIDE, -1, 1).toArray();
    }

    private static Tensor image(double[] pixels) {
        return Tensors.of(pixels, 1, 1, SIDE, SIDE);
    }

    @Test
    void anErrorOfOneHundredthOfTheRangeIsFortyDecibels() {
        scoped(() -> assertEquals(40, ImageQuality.psnr(constant(0.5), constant(0.52)), 1e-9, "but for rounding"));
    }

    @Test
    void equalImagesAreAtAHundredDecibels() {
        scoped(() -> assertEquals(100, ImageQuality.psnr(constant(0.5), constant(0.5)), 1e-9, "but for rounding"));
    }

    @Test
    void noiseRatioIsTheMeanOverTheImages() {
        scoped(() -> {
            Tensor wanted = constant(0);
            Tensor made = torch.cat(
                    new TensorVector(
                            constant(0.2).narrow(0, 0, 1), constant(0.02).narrow(0, 0, 1)),
                    0);
            assertEquals(30, ImageQuality.psnr(made, wanted), 1e-9, "20 and 40, but for rounding");
        });
    }

    @Test
    void equalImagesAreAsSimilarAsCanBe() {
        scoped(() -> assertEquals(1, ImageQuality.ssim(image(noise(1)), image(noise(1))), 1e-12, "but for rounding"));
    }

    @Test
    void flatImagesDifferInLuminanceOnly() {
        double constant = 0.02 * 0.02;
        double expected = (2 * 0.4 * 1.2 + constant) / (0.4 * 0.4 + 1.2 * 1.2 + constant); // above black
        scoped(() -> assertEquals(
                expected, ImageQuality.ssim(constant(-0.6), constant(0.2)), 1e-9, "the window's weights sum to one"));
    }

    @Test
    void similarityIsThatOfLoopsOverWindows() {
        double[] x = noise(2);
        double[] y = noise(3);
        for (int i = 0; i < y.length; i++) {
            y[i] = 0.7 * x[i] + 0.3 * y[i];
        }
        double expected = byLoops(x, y);
        assertTrue(expected > 0.3 && expected < 0.95, "neither equal nor unrelated");
        scoped(() -> assertEquals(expected, ImageQuality.ssim(image(x), image(y)), 1e-10, "but for rounding"));
    }

    private static double byLoops(double[] x, double[] y) {
        double sum = 0;
        for (int top = 0; top <= SIDE - 11; top++) {
            for (int left = 0; left <= SIDE - 11; left++) {
                sum += window(x, y, top, left);
            }
        }
        return sum / 9;
    }

    private static double window(double[] x, double[] y, int top, int left) {
        double[] moments = new double[6];
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 11; j++) {
                double weight = Math.exp(-((i - 5) * (i - 5) + (j - 5) * (j - 5)) / 4.5);
                double a = x[(top + i) * SIDE + left + j] + 1;
                double b = y[(top + i) * SIDE + left + j] + 1;
                double[] terms = {1, a, b, a * a, b * b, a * b};
                for (int k = 0; k < 6; k++) {
                    moments[k] += weight * terms[k];
                }
            }
        }
        double a = moments[1] / moments[0];
        double b = moments[2] / moments[0];
        double varianceA = moments[3] / moments[0] - a * a;
        double varianceB = moments[4] / moments[0] - b * b;
        double covariance = moments[5] / moments[0] - a * b;
        return (2 * a * b + 4e-4)
                / (a * a + b * b + 4e-4)
                * (2 * covariance + 3.6e-3)
                / (varianceA + varianceB + 3.6e-3);
    }

    @Test
    void imagesSmallerThanAWindowAreRefused() {
        scoped(() -> {
            Tensor small = constant(0).narrow(2, 0, 10);
            var refused = assertThrows(IllegalArgumentException.class, () -> ImageQuality.ssim(small, small));
            assertEquals("images must be at least 11 pixels high and wide, got 10", refused.getMessage());
        });
    }

    @Test
    void imagesOfDifferentShapesAreRefused() {
        scoped(() -> Samples.assertRefused(
                "images must be of the wanted shape, [1, 1, 13, 13], got [2, 1, 13, 13]",
                () -> ImageQuality.psnr(constant(0), constant(0).narrow(0, 0, 1))));
    }
}
