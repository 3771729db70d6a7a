package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

class BatchesTest {
    /** Image i is filled with i. */
    private static Dataset dataset(int count) {
        byte[] pixels = new byte[count * 12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 12);
        }
        return new Dataset("some", "memory", Shape.of(3, 2, 2), pixels, new int[0], List.of());
    }

    /** The numbers of the images in the next batch. */
    private static int[] next(Batches batches) {
        return Scope.reading(() -> {
            Tensor batch = batches.next().samples();
            assertArrayEquals(new long[] {batches.batchSize(), 3, 2, 2}, batch.shape());
            float[] values = HostTensors.floats(batch);
            int[] numbers = new int[batches.batchSize()];
            for (int i = 0; i < values.length; i++) {
                int number = Math.round((values[i] + 1) * 127.5f);
                assertEquals(number / 127.5f - 1, values[i], 1e-7);
                numbers[i / 12] = i % 12 == 0 ? number : numbers[i / 12];
                assertEquals(numbers[i / 12], number);
            }
            return numbers;
        });
    }

    @Test
    void labelsAreThoseOfTheImagesBesideThem() {
        byte[] pixels = {10, 11, 12, 13, 14, 15, 16};
        int[] labels = {0, 1, 2, 3, 4, 5, 6};
        Dataset labelled = new Dataset("some", "memory", Shape.of(1, 1, 1), pixels, labels, List.of());
        try (Batches batches = new Batches(labelled, 3, 1)) {
            for (int i = 0; i < 5; i++) {
                Scope.scoped(() -> {
                    Batch batch = batches.next();
                    Tensor classes = batch.labels().orElseThrow();
                    assertEquals(ScalarType.Long, classes.scalar_type().intern());
                    float[] greys = HostTensors.floats(batch.samples());
                    float[] numbers = HostTensors.floats(classes);
                    assertEquals(3, numbers.length);
                    for (int k = 0; k < 3; k++) {
                        assertEquals((numbers[k] + 10) / 127.5f - 1, greys[k], 1e-6);
                    }
                });
            }
        }
    }

    @Test
    void batchOfUnlabelledImagesHasNoLabels() {
        try (Batches batches = new Batches(dataset(10), 3, 1)) {
            Scope.scoped(() -> assertEquals(Optional.empty(), batches.next().labels()));
            assertEquals(Shape.of(3, 2, 2), batches.shape());
            assertEquals(3, batches.batchSize());
        }
    }

    private static int[] several(Batches batches, int count) {
        return IntStream.range(0, count)
                .flatMap(i -> Arrays.stream(next(batches)))
                .toArray();
    }

    private static int[] several(long seed, int count) {
        try (Batches batches = new Batches(dataset(10), 3, seed)) {
            return several(batches, count);
        }
    }

    @Test
    void eachPassShowsNoImageTwiceAndDropsTheRest() {
        try (Batches batches = new Batches(dataset(10), 3, 1)) {
            for (int pass = 0; pass < 20; pass++) {
                assertEquals(9, Arrays.stream(several(batches, 3)).distinct().count());
            }
        }
    }

    @Test
    void wholePassShowsEveryImage() {
        try (Batches batches = new Batches(dataset(12), 4, 1)) {
            for (int pass = 0; pass < 5; pass++) {
                int[] seen = several(batches, 3);
                Arrays.sort(seen);
                assertArrayEquals(IntStream.range(0, 12).toArray(), seen);
            }
        }
    }

    @Test
    void passesDiffer() {
        int[] seen = several(1, 6);
        assertNotEquals(
                Arrays.toString(Arrays.copyOfRange(seen, 0, 9)), Arrays.toString(Arrays.copyOfRange(seen, 9, 18)));
    }

    @Test
    void seedDecidesTheOrder() {
        assertArrayEquals(several(5, 9), several(5, 9));
        assertNotEquals(Arrays.toString(several(5, 9)), Arrays.toString(several(6, 9)));
    }

    /** A change of these numbers changes every run, and what a saved position means. */
    @Test
    void orderOfSeedSevenIsPinned() {
        assertEquals("[2, 7, 0, 4, 5, 6, 3, 9, 8, 8, 5, 7, 2, 1, 0, 9, 4, 3]", Arrays.toString(several(7, 6)));
    }

    /** Of 4,000 passes each of 6 orders of 3 images comes 667 times, with a standard deviation of 24. */
    @Test
    void ordersAreUniform() {
        Map<String, Integer> counts = new TreeMap<>();
        try (Batches batches = new Batches(dataset(3), 3, 11)) {
            for (int pass = 0; pass < 4000; pass++) {
                counts.merge(Arrays.toString(next(batches)), 1, Integer::sum);
            }
        }
        assertEquals(6, counts.size());
        counts.values().forEach(count -> assertEquals(667, count, 120)); // five standard deviations
    }

    @Test
    void restoredStreamGoesOnWhereTheSavedOneWas() {
        for (int before = 0; before < 8; before++) {
            try (Batches saved = new Batches(dataset(10), 3, 3);
                    Batches restored = new Batches(dataset(10), 3, 3)) {
                several(saved, before);
                several(restored, 5); // it may have been somewhere else
                assertEquals(Set.of("pass", "position"), Numbers.of(saved).keySet());
                Numbers.restore(restored, Numbers.of(saved));
                assertArrayEquals(several(saved, 7), several(restored, 7), "after " + before);
            }
        }
    }

    @Test
    void positionOutsideTheDatasetIsRefused() {
        try (Batches batches = new Batches(dataset(10), 3, 3)) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> Numbers.restore(batches, Map.of("position", 11L)));
            assertEquals("position must be from 0 to 10, got 11", e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> Numbers.restore(batches, Map.of("pass", -1L)));
        }
    }

    @Test
    void batchLargerThanTheDatasetIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Batches(dataset(10), 11, 1));
        assertEquals("batch size must be from 1 to the 10 images of some, got 11", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Batches(dataset(10), 0, 1));
    }

    @Test
    void earlierBatchKeepsItsValues() {
        try (Batches batches = new Batches(dataset(10), 3, 3)) {
            Scope.scoped(() -> {
                Tensor first = batches.next().samples();
                float[] before = HostTensors.floats(first);
                batches.next();
                assertArrayEquals(before, HostTensors.floats(first));
            });
        }
    }

    @Test
    void streamMadeInsideAScopeOutlivesIt() {
        List<Batches> made = new ArrayList<>();
        Scope.scoped(() -> made.add(new Batches(dataset(10), 10, 3)));
        try (Batches batches = made.get(0)) {
            Set<Integer> seen = new HashSet<>();
            Arrays.stream(next(batches)).forEach(seen::add);
            assertEquals(10, seen.size());
        }
    }

    @Test
    void batchesLeaveNothingBehind() {
        try (Batches batches = new Batches(dataset(10), 3, 3)) {
            several(batches, 5);
            long before = Pointer.totalCount();
            several(batches, 50);
            assertEquals(before, Pointer.totalCount());
        }
    }
}
