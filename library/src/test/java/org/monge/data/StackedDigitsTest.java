package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

class StackedDigitsTest {
    /** Image i has 2 by 1 pixels, 2i and 2i + 1, and the label that {@code label} says. */
    private static Dataset digits(int count, ToIntFunction<Integer> label) {
        int[] labels = IntStream.range(0, count).map(label::applyAsInt).toArray();
        return new Dataset("mnist", "memory", Shape.of(1, 2, 1), DataFiles.counting(2 * count), labels, List.of());
    }

    private static StackedDigits stacked() {
        return new StackedDigits(digits(20, i -> i % 10));
    }

    @Test
    void labelReadsTheDigitsOfTheChannels() {
        try (SampleStream stream = stacked().stream(500, 1)) {
            Scope.scoped(() -> {
                Batch batch = stream.next();
                assertArrayEquals(new long[] {500, 3, 2, 1}, batch.samples().shape());
                float[] pixels = HostTensors.floats(batch.samples());
                float[] labels = HostTensors.floats(batch.labels().orElseThrow());
                for (int i = 0; i < 500; i++) {
                    int label = 0;
                    for (int channel = 0; channel < 3; channel++) {
                        int first = Math.round((pixels[6 * i + 2 * channel] + 1) * 127.5f);
                        int second = Math.round((pixels[6 * i + 2 * channel + 1] + 1) * 127.5f);
                        assertEquals(first + 1, second, "a channel is one whole digit");
                        label = 10 * label + first / 2 % 10;
                    }
                    assertEquals(label, labels[i]);
                }
            });
        }
    }

    /** Pearson's statistic of 1,000 equal modes has mean 999 and deviation 44.7; the bound is five of them. */
    @Test
    void allThousandModesAreEquallyFrequent() {
        int[] counts = new int[1000];
        try (SampleStream stream = stacked().stream(1000, 4)) {
            for (int i = 0; i < 50; i++) {
                float[] labels = Scope.reading(
                        () -> HostTensors.floats(stream.next().labels().orElseThrow()));
                for (float label : labels) {
                    counts[(int) label]++;
                }
            }
        }
        double statistic = Arrays.stream(counts)
                .mapToDouble(n -> (n - 50) * (n - 50) / 50.0)
                .sum();
        assertEquals(999, statistic, 224);
    }

    @Test
    void seedDecidesTheImagesAndBatchesDiffer() {
        assertArrayEquals(batches(1, 3), batches(1, 3));
        assertFalse(Arrays.equals(batches(1, 1), batches(2, 1)));
        float[] two = batches(1, 2);
        assertNotEquals(
                Arrays.toString(Arrays.copyOfRange(two, 0, 30)), Arrays.toString(Arrays.copyOfRange(two, 30, 60)));
    }

    private static float[] batches(long seed, int count) {
        try (SampleStream stream = stacked().stream(5, seed)) {
            return several(stream, count);
        }
    }

    private static float[] several(SampleStream stream, int count) {
        float[] all = new float[30 * count];
        for (int i = 0; i < count; i++) {
            float[] one = Scope.reading(() -> HostTensors.floats(stream.next().samples()));
            System.arraycopy(one, 0, all, 30 * i, 30);
        }
        return all;
    }

    @Test
    void restoredStreamGoesOnWhereTheSavedOneWas() {
        try (SampleStream saved = stacked().stream(5, 1);
                SampleStream restored = stacked().stream(5, 1)) {
            several(saved, 3);
            assertEquals(Map.of("batch", 3L), Numbers.of(saved));
            Numbers.restore(restored, Numbers.of(saved));
            assertArrayEquals(several(saved, 4), several(restored, 4));
            assertThrows(IllegalArgumentException.class, () -> Numbers.restore(restored, Map.of("batch", -1L)));
        }
    }

    @Test
    void batchesLeaveNothingBehind() {
        try (SampleStream stream = stacked().stream(5, 1)) {
            Tensors.assertNothingNativeIsLeft(() -> Scope.scoped(stream::next));
        }
    }

    @Test
    void theyAreToldByTheirDigits() {
        StackedDigits stacked = stacked();
        assertEquals("stacked-mnist", stacked.name());
        assertEquals("memory", stacked.source());
        assertEquals(Shape.of(3, 2, 1), stacked.shape());
        assertEquals(0, stacked.count());
        StackedDigits others = new StackedDigits(digits(20, i -> 9 - i % 10));
        assertEquals(
                3,
                Set.of(
                                stacked.sha256(),
                                others.sha256(),
                                digits(20, i -> i % 10).sha256())
                        .size());
    }

    @Test
    void whatAreNoDigitsIsRefused() {
        assertRefused("labels of digits to stack must be from 0 to 9, got 10", digits(11, i -> i));
        Dataset unlabelled = new Dataset("a", "place", Shape.of(1, 1, 1), new byte[2], new int[0], List.of());
        assertRefused("digits to stack must be labelled, got place without labels", unlabelled);
        Dataset color = new Dataset("a", "place", Shape.of(3, 1, 1), new byte[3], new int[1], List.of("0"));
        assertRefused("digits to stack must be grey, got 3x1x1", color);
    }

    private static void assertRefused(String message, Dataset digits) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new StackedDigits(digits))
                        .getMessage());
    }
}
