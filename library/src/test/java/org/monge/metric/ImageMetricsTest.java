package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;
import static org.monge.metric.Samples.assertRefused;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class ImageMetricsTest {
    private static Tensor images(int count, int channels, int side, long seed) {
        return Samples.normal(count, channels * side * side, seed)
                .tensor()
                .mul(new Scalar(0.3))
                .clamp_min(new Scalar(-1.0))
                .clamp_max(new Scalar(1.0))
                .reshape(count, channels, side, side);
    }

    @Test
    void similarityAtManyScalesIsScipys() {
        scoped(() -> {
            Tensor value = MultiScaleSimilarity.similarity(
                    Samples.tensor("similarity/x").unsqueeze(0),
                    Samples.tensor("similarity/y").unsqueeze(0));
            assertEquals(Samples.goldenValue("similarity/value"), value.item_double(), 1e-11, "but for rounding");
        });
    }

    @Test
    void flatImagesDifferInTheLuminanceOfTheLastScaleOnly() {
        double constant = 0.02 * 0.02;
        double luminance = (2 * 0.4 * 1.2 + constant) / (0.4 * 0.4 + 1.2 * 1.2 + constant); // above black
        scoped(() -> {
            Tensor dark = torch.full(new long[] {1, 1, 20, 20}, new Scalar(-0.6));
            Tensor light = torch.full(new long[] {1, 1, 20, 20}, new Scalar(0.2));
            Tensor value = MultiScaleSimilarity.similarity(dark, light);
            assertEquals(Math.pow(luminance, 0.1333), value.item_double(), 1e-6, "float32 images");
        });
    }

    @Test
    void imagesThatAreAllTheSameAreFullyAlike() {
        scoped(() -> {
            Tensor one = images(1, 1, 20, 1);
            var numbers = new MultiScaleSimilarity(300).measure(one.expand(5, 1, 20, 20), images(5, 1, 20, 2), 3);
            assertEquals(1, numbers.get("ms-ssim"), 1e-12);
            assertTrue(numbers.get("ms-ssim/real") < 0.5, "noise: " + numbers);
        });
    }

    @Test
    void equalSeedsGiveEqualNumbers() {
        scoped(() -> {
            Tensor x = images(6, 1, 20, 1);
            Tensor y = images(6, 1, 20, 2);
            for (ImageMetric metric : List.of(new MultiScaleSimilarity(4), new PatchSlicedWasserstein(8, 5))) {
                assertEquals(metric.measure(x, y, 7), metric.measure(x, y, 7), metric.name());
                assertTrue(!metric.measure(x, y, 7).equals(metric.measure(x, y, 8)), metric.name());
            }
        });
    }

    @Test
    void pyramidIsScipys() {
        scoped(() -> {
            List<Tensor> scales =
                    Pyramid.laplacian(Samples.tensor("pyramid/image").unsqueeze(0));
            assertEquals(2, scales.size(), "33 pixels, 17 pixels");
            for (int k = 0; k < 2; k++) {
                Tensor expected = Samples.tensor("pyramid/level" + k).unsqueeze(0);
                Tensors.assertClose(expected, scales.get(k), 1e-13, "level " + k);
            }
        });
    }

    @Test
    void patchesOfEqualImagesAreNearerThanThoseOfBlurredOnes() {
        scoped(() -> {
            var metric = new PatchSlicedWasserstein(64, 32);
            Tensor real = images(30, 2, 32, 1);
            Tensor alike = images(30, 2, 32, 2);
            Tensor soft = Pyramid.halved(Pyramid.halved(Pyramid.halved(alike)))
                    .repeat_interleave(8, new LongOptional(2), new LongOptional())
                    .repeat_interleave(8, new LongOptional(3), new LongOptional());
            double near = metric.measure(alike, real, 3).get("patch-sliced-wasserstein");
            double far = metric.measure(soft, real, 3).get("patch-sliced-wasserstein");
            assertTrue(near < 0.1 && far > 2 * near, near + " and " + far);
        });
    }

    @Test
    void everyScaleHasItsNumberAndTheirMeanIsTheMetric() {
        scoped(() -> {
            var numbers = new PatchSlicedWasserstein(8, 8).measure(images(4, 1, 64, 1), images(4, 1, 64, 2), 3);
            String name = "patch-sliced-wasserstein";
            assertEquals(List.of(name, name + "/64", name + "/32", name + "/16"), List.copyOf(numbers.keySet()));
            double sum = numbers.get(name + "/64") + numbers.get(name + "/32") + numbers.get(name + "/16");
            assertEquals(sum / 3, numbers.get(name), 1e-15);
        });
    }

    @Test
    void patchesDoNotSeeContrastOfAWholeSide() {
        scoped(() -> {
            Tensor real = images(10, 1, 16, 1);
            var numbers = new PatchSlicedWasserstein(32, 16).measure(real.mul(new Scalar(0.5)), real, 3);
            var equal = new PatchSlicedWasserstein(32, 16).measure(real, real, 3);
            assertEquals(
                    equal.get("patch-sliced-wasserstein"),
                    numbers.get("patch-sliced-wasserstein"),
                    1e-12,
                    "normalised");
        });
    }

    @Test
    void slicesOfATranslationAreItsProjections() {
        Features x = Samples.normal(50, 4, 1);
        Features y = Samples.changed(x, v -> v + 2);
        double distance = new SlicedWasserstein(20_000, 2).measure(x, y, 3).get("sliced-wasserstein");
        assertEquals(2, distance, 0.03, "the root of |t|^2 / d = 16 / 4, and four deviations of 20,000 directions");
    }

    @Test
    void onTheLineEverySliceIsTheDistance() {
        Features x = Samples.normal(30, 1, 1);
        for (int count : new int[] {30, 41}) {
            Features y = Samples.changed(Samples.normal(count, 1, 2), v -> 3 * v - 1);
            for (double order : new double[] {1, 2.5}) {
                double expected = Math.pow(LineTransport.cost(x.values(), y.values(), order), 1 / order);
                double distance =
                        new SlicedWasserstein(7, order).measure(x, y, 4).get("sliced-wasserstein");
                assertEquals(expected, distance, 1e-12, count + " points, order " + order);
            }
        }
    }

    @Test
    void smallOrUnequalImagesAreRefused() {
        scoped(() -> {
            Tensor x = images(2, 1, 15, 1);
            Tensor y = images(2, 1, 16, 1);
            assertRefused("images must be at least 16 pixels high and wide, got 15", () -> new MultiScaleSimilarity()
                    .measure(x, x, 0));
            assertRefused(
                    "generated images must be of the real shape, 3 x 16 x 16, got 1 x 16 x 16",
                    () -> new PatchSlicedWasserstein().measure(y, images(2, 3, 16, 1), 0));
        });
    }
}
