package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.data.Dataset;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

class FeatureSpaceTest {
    private static final Dataset IMAGES = BrightSpots.dataset(600, 1);

    @Test
    void rawValuesAreThePixels() {
        Features features = new RawValues().of(SampleSet.of(IMAGES));
        assertEquals(600, features.count());
        assertEquals(64, features.dimension());
        double[] last = Scope.reading(() -> Tensors.values(IMAGES.images(599)));
        assertArrayEquals(last, features.row(599));
    }

    @Test
    void fewSamplesAreInMemoryAtATime() {
        List<Long> sizes = new ArrayList<>();
        SampleSet.of(IMAGES).forEach(chunk -> sizes.add(chunk.size(0)));
        assertEquals(List.of(250L, 250L, 100L), sizes);
        List<Integer> seen = new ArrayList<>();
        SampleSet.of(IMAGES).watched(seen::add).forEach(chunk -> {});
        assertEquals(List.of(250, 500, 600), seen);
    }

    @Test
    void randomConvolutionsAreTheSameEachTimeAndSeeWhatDiffers() {
        try (RandomConvolutions a = new RandomConvolutions(Shape.of(1, 8, 8));
                RandomConvolutions b = new RandomConvolutions(Shape.of(1, 8, 8));
                RandomConvolutions larger = new RandomConvolutions(Shape.of(1, 16, 16))) {
            Features features = a.of(SampleSet.of(IMAGES));
            assertEquals(256, features.dimension());
            assertArrayEquals(features.values(), b.of(SampleSet.of(IMAGES)).values());
            assertFalse(Arrays.equals(features.row(0), features.row(1)));
            assertEquals(a.identity(), b.identity());
            assertFalse(a.identity().equals(larger.identity()));
        }
        Samples.assertRefused(
                "shape of samples must be channels, height and width, got 2",
                () -> new RandomConvolutions(Shape.of(2)));
    }

    @Test
    void realSamplesAreARandomPartWithoutRepetition() {
        double[][] some = rows(SampleSet.real(IMAGES, 200, 1));
        assertEquals(200, Arrays.stream(some).map(Arrays::toString).distinct().count());
        assertArrayEquals(some, rows(SampleSet.real(IMAGES, 200, 1)));
        assertFalse(Arrays.deepEquals(some, rows(SampleSet.real(IMAGES, 200, 2))));
        assertArrayEquals(rows(SampleSet.of(IMAGES)), rows(SampleSet.real(IMAGES, 600, 3)));
        Samples.assertRefused(
                "count of samples must be at most the 600 of spots, got 601", () -> SampleSet.real(IMAGES, 601, 1));
    }

    @Test
    void everyImageIsEquallyLikelyToBeChosen() {
        int[] chosen = new int[600];
        Dataset numbered = numbered();
        for (int seed = 0; seed < 300; seed++) {
            for (double[] row : rows(SampleSet.real(numbered, 300, seed))) {
                chosen[(int) Math.round((row[0] + 1) * 127.5) * 100 + (int) Math.round((row[1] + 1) * 127.5)]++;
            }
        }
        // 150 on average with a deviation of 8.7: six deviations
        assertEquals(150, Arrays.stream(chosen).min().orElseThrow(), 52);
        assertEquals(150, Arrays.stream(chosen).max().orElseThrow(), 52);
    }

    /** Images of two pixels that tell their number. */
    private static Dataset numbered() {
        byte[] pixels = new byte[1200];
        for (int i = 0; i < 600; i++) {
            pixels[2 * i] = (byte) (i / 100);
            pixels[2 * i + 1] = (byte) (i % 100);
        }
        return new Dataset("numbers", "test", Shape.of(1, 1, 2), pixels, new int[0], List.of());
    }

    @Test
    void pointsAreDrawnFromTheSeed() {
        Points ring = new Points(PointCloud.EIGHT_GAUSSIANS);
        double[][] points = rows(SampleSet.real(ring, 300, 1));
        assertEquals(300, points.length);
        assertEquals(2, points[0].length);
        assertArrayEquals(points, rows(SampleSet.real(ring, 300, 1)));
        Tensor weight = Scope.keeping(() -> torch.ones(2, 1));
        weight.set_requires_grad(true);
        SampleSet.real(ring, 300, 1)
                .forEach(chunk -> assertFalse(chunk.matmul(weight).requires_grad(), "no gradient is recorded"));
        assertFalse(Arrays.deepEquals(points, rows(SampleSet.real(ring, 300, 2))));
    }

    @Test
    void generatedImagesHaveTheLevelsOfRealOnes() {
        SampleSet made = SampleSet.generated(
                Shape.of(1, 1, 4),
                2,
                (from, count) -> HostTensors.floats(new float[] {-3, -0.999f, 0.001f, 2, 1, 1, 1, 1}, count, 1, 1, 4));
        // levels 0, 0, 128, 255
        assertArrayEquals(new double[] {-1, -1, 128 / 127.5 - 1, 1}, rows(made)[0], 1e-6);
    }

    private static double[][] rows(SampleSet samples) {
        Features features = new RawValues().of(samples);
        double[][] rows = new double[features.count()][];
        Arrays.setAll(rows, features::row);
        return rows;
    }
}
