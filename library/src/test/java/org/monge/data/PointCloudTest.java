package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.monge.Tensors;
import org.monge.data.Modes.Center;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;

class PointCloudTest {
    private static final int MANY = 40_000;

    /** Points, and the label of each. */
    private static final class Drawn {
        final float[] points;
        final float[] labels;

        Drawn(float[] points, float[] labels) {
            this.points = points;
            this.labels = labels;
        }
    }

    private static Drawn draw(PointCloud cloud) {
        try (SampleStream stream = new Points(cloud).stream(MANY, 3)) {
            return Scope.reading(() -> {
                Batch batch = stream.next();
                assertArrayEquals(new long[] {MANY, 2}, batch.samples().shape());
                assertEquals(ScalarType.Float, batch.samples().scalar_type().intern());
                float[] labels = batch.labels().map(HostTensors::floats).orElse(new float[0]);
                return new Drawn(HostTensors.floats(batch.samples()), labels);
            });
        }
    }

    /** The scales of gan_toy.py: radius 2 and deviation 0.02 over 1.414; a grid of step 2 and deviation 0.05 over 2.828. */
    @Test
    void modesAreThoseOfThePapersCode() {
        Modes ring = PointCloud.EIGHT_GAUSSIANS.modes().orElseThrow();
        assertEquals(8, new HashSet<>(ring.centers()).size());
        assertEquals(0.02 / 1.414, ring.deviation());
        for (Center center : ring.centers()) {
            assertEquals(2 / 1.414, Math.hypot(center.x(), center.y()), 1e-12);
        }
        assertEquals(Math.sqrt(2) / 1.414, ring.centers().get(1).x(), 1e-12);
        Modes grid = PointCloud.TWENTY_FIVE_GAUSSIANS.modes().orElseThrow();
        assertEquals(25, new HashSet<>(grid.centers()).size());
        assertEquals(0.05 / 2.828, grid.deviation());
        assertEquals(new Center(-4 / 2.828, -4 / 2.828), grid.centers().get(0));
        assertEquals(new Center(-4 / 2.828, -2 / 2.828), grid.centers().get(1));
        assertEquals(new Center(4 / 2.828, 4 / 2.828), grid.centers().get(24));
        assertEquals(Optional.empty(), PointCloud.SWISS_ROLL.modes());
    }

    /**
     * Around the center that its label names, each coordinate is N(0, deviation^2): of n points, the mean square has the
     * relative deviation sqrt(2 / (2 n)) = 0.5%, and 1 - exp(-4.5) = 98.89% lie within three deviations, give or take
     * 0.05%. Each mode has its share of the points, give or take 1.2% (8) or 2.4% (25) of it. Bounds are five times that.
     */
    @ParameterizedTest
    @EnumSource(names = {"EIGHT_GAUSSIANS", "TWENTY_FIVE_GAUSSIANS"})
    void pointsAreGaussiansAroundTheModesOfTheirLabels(PointCloud cloud) {
        Modes modes = cloud.modes().orElseThrow();
        Drawn drawn = draw(cloud);
        int[] members = new int[modes.centers().size()];
        double squares = 0;
        int near = 0;
        for (int i = 0; i < MANY; i++) {
            Center center = modes.centers().get((int) drawn.labels[i]);
            members[(int) drawn.labels[i]]++;
            double distance = Math.hypot(drawn.points[2 * i] - center.x(), drawn.points[2 * i + 1] - center.y());
            squares += distance * distance / (2.0 * MANY);
            near += distance <= 3 * modes.deviation() ? 1 : 0;
        }
        assertEquals(1, Math.sqrt(squares) / modes.deviation(), 0.0125);
        assertEquals(1 - Math.exp(-4.5), near / (double) MANY, 0.0026);
        double share = MANY / (double) members.length;
        for (int count : members) {
            assertEquals(share, count, 5 * Math.sqrt(share));
        }
    }

    /**
     * On the spiral x = t (cos t, sin t) / 7.5 a point's angle tells t up to whole turns, of which two fit into
     * [1.5 pi, 4.5 pi). Its distance from the nearer arm is the noise across it, N(0, (0.25 / 7.5)^2), where the arms are
     * 2 pi / 7.5 = 0.84 apart; in slanted coordinates up to 3% more at the inner end.
     */
    @Test
    void swissRollLiesOnItsSpiral() {
        float[] points = draw(PointCloud.SWISS_ROLL).points;
        double squares = 0;
        double largest = 0;
        double least = 9;
        for (int i = 0; i < MANY; i++) {
            double radius = Math.hypot(points[2 * i], points[2 * i + 1]) * 7.5;
            double angle = Math.atan2(points[2 * i + 1], points[2 * i]);
            double turns = Math.round((radius - angle) / (2 * Math.PI));
            double off = radius - (angle + 2 * Math.PI * turns);
            squares += off * off / MANY;
            largest = Math.max(largest, radius);
            least = Math.min(least, radius);
        }
        assertEquals(0.25, Math.sqrt(squares), 0.0075);
        assertEquals(4.5 * Math.PI, largest, 1.25);
        assertEquals(1.5 * Math.PI, least, 1.25);
    }

    /** E|x|^2 = E t^2 + 2 0.25^2 over 7.5^2, and E t^2 = (b^3 - a^3) / (3 (b - a)) for t uniform in [a, b). */
    @Test
    void swissRollIsUniformInItsAngle() {
        float[] points = draw(PointCloud.SWISS_ROLL).points;
        double squares = 0;
        for (float value : points) {
            squares += (double) value * value / MANY;
        }
        double a = 1.5 * Math.PI;
        double b = 4.5 * Math.PI;
        double expected = ((b * b * b - a * a * a) / (3 * (b - a)) + 2 * 0.0625) / 56.25;
        assertEquals(expected, squares, 0.026); // five deviations of the mean: 1.02 / sqrt(40,000) each
        assertEquals(0, draw(PointCloud.SWISS_ROLL).labels.length);
    }

    @ParameterizedTest
    @EnumSource
    void seedDecidesThePoints(PointCloud cloud) {
        assertArrayEquals(new Points(cloud).drawn(50, 1), new Points(cloud).drawn(50, 1));
        assertFalse(Arrays.equals(new Points(cloud).drawn(50, 1), new Points(cloud).drawn(50, 2)));
        assertEquals(Shape.of(2), new Points(cloud).shape());
        assertEquals(0, new Points(cloud).count());
    }

    @ParameterizedTest
    @EnumSource
    void restoredStreamGoesOnWhereTheSavedOneWas(PointCloud cloud) {
        try (SampleStream saved = new Points(cloud).stream(5, 1);
                SampleStream restored = new Points(cloud).stream(5, 9)) {
            next(saved);
            restored.describe(new Bytes(new AtomicReference<>(bytes(saved))));
            assertArrayEquals(next(saved), next(restored));
            assertNotEquals(Arrays.toString(next(saved)), Arrays.toString(next(saved)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesLeaveNothingBehind(PointCloud cloud) {
        try (SampleStream stream = new Points(cloud).stream(5, 1)) {
            Tensors.assertNothingNativeIsLeft(() -> Scope.scoped(stream::next));
        }
    }

    @Test
    void hashesTellThemApart() {
        Set<String> hashes = new HashSet<>();
        for (PointCloud cloud : PointCloud.values()) {
            hashes.add(new Points(cloud).sha256());
        }
        assertEquals(3, hashes.size());
    }

    @Test
    void emptyBatchIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Points(PointCloud.SWISS_ROLL).stream(0, 1));
        assertEquals("batch size must be at least 1, got 0", refusal.getMessage());
    }

    private static float[] next(SampleStream stream) {
        return Scope.reading(() -> HostTensors.floats(stream.next().samples()));
    }

    private static byte[] bytes(SampleStream stream) {
        AtomicReference<byte[]> found = new AtomicReference<>(new byte[0]);
        Bytes reader = new Bytes(found);
        reader.reads = true;
        stream.describe(reader);
        assertTrue(found.get().length > 0);
        return found.get();
    }

    /** Reads or writes the only state of a stream. */
    private static final class Bytes implements State {
        private final AtomicReference<byte[]> content;
        private boolean reads;

        Bytes(AtomicReference<byte[]> content) {
            this.content = content;
        }

        @Override
        public void tensor(String name, Tensor live) {
            throw new AssertionError(name);
        }

        @Override
        public void number(String name, LongSupplier get, LongConsumer set) {
            throw new AssertionError(name);
        }

        @Override
        public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
            if (reads) {
                content.set(get.get());
            } else {
                set.accept(content.get());
            }
        }
    }
}
