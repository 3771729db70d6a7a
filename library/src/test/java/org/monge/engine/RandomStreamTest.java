package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;

class RandomStreamTest {
    private static double[] normals(RandomStream stream, int count) {
        return Scope.reading(() -> Tensors.values(stream.normal(ScalarType.Float, count)));
    }

    private static double[] uniforms(RandomStream stream, int count) {
        return Scope.reading(() -> Tensors.values(stream.uniform(ScalarType.Double, count)));
    }

    @Test
    void equalSeedsGiveEqualNumbers() {
        assertArrayEquals(normals(new RandomStream(4), 100), normals(new RandomStream(4), 100));
        assertArrayEquals(normals(RandomStream.named("a", 4), 100), normals(RandomStream.named("a", 4), 100));
    }

    @Test
    void streamsOfDifferentNamesOrSeedsAreUnrelated() {
        int n = 10_000;
        List<RandomStream> streams = List.of(
                RandomStream.named("weights", 1),
                RandomStream.named("latents", 1),
                RandomStream.named("weights", 2),
                RandomStream.named("weights", 3),
                new RandomStream(1));
        for (RandomStream one : streams) {
            for (RandomStream other : streams) {
                if (one != other) {
                    double correlation = correlation(normals(one, n), normals(other, n));
                    // Five standard deviations of the correlation of n independent pairs.
                    assertEquals(0, correlation, 5 / Math.sqrt(n));
                }
            }
        }
    }

    /** By SplitMix64, computed apart from Java. */
    @Test
    void whatIsDrawnBelowABoundIsTheSameInEveryJava() {
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn =
                IntStream.range(0, 8).map(i -> RandomStream.below(10, random)).toArray();
        assertArrayEquals(new int[] {5, 7, 9, 4, 4, 7, 8, 5}, drawn);
    }

    @Test
    void everyNumberBelowTheBoundIsAsLikely() {
        SplittableRandom random = new SplittableRandom(2);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[RandomStream.below(7, random)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 5 * Math.sqrt(10_000), "five deviations at most");
        }
    }

    private static double correlation(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum / one.length;
    }

    @Test
    void neighbouringSeedsAndNamesMixToDistinctSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -500; seed < 500; seed++) {
            for (String name : List.of("a", "b", "weights", "")) {
                seeds.add(RandomStream.mix(seed, name));
            }
        }
        assertEquals(4000, seeds.size());
    }

    @Test
    void whatOneStreamConsumesLeavesTheOthersAlone() {
        RandomStream latents = RandomStream.named("latents", 1);
        double[] expected = normals(RandomStream.named("latents", 1), 10);
        normals(RandomStream.named("weights", 1), 1000);
        assertArrayEquals(expected, normals(latents, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 15, 16, 17, 623, 1000})
    void restoredStreamGoesOnExactly(int drawn) {
        RandomStream stream = new RandomStream(6);
        normals(stream, drawn);
        byte[] position = read(stream);
        double[][] expected = {normals(stream, 3), uniforms(stream, 5), normals(stream, 40)};
        RandomStream resumed = new RandomStream(77);
        normals(resumed, 3);
        write(resumed, position);
        assertArrayEquals(position, read(resumed));
        assertArrayEquals(expected[0], normals(resumed, 3));
        assertArrayEquals(expected[1], uniforms(resumed, 5));
        assertArrayEquals(expected[2], normals(resumed, 40));
    }

    @Test
    void positionHasAFixedLengthAndMoves() {
        RandomStream stream = new RandomStream(6);
        byte[] before = read(stream);
        normals(stream, 5);
        byte[] after = read(stream);
        assertEquals(before.length, after.length);
        assertNotEquals(Arrays.toString(before), Arrays.toString(after));
    }

    @Test
    void numbersHaveTheirDistribution() {
        int n = 100_000;
        double[] normals = normals(new RandomStream(12), n);
        double[] uniforms = uniforms(new RandomStream(13), n);
        // Five standard errors: of a mean of variance 1, of a variance of normals, of a mean of variance 1/12.
        assertEquals(0, Arrays.stream(normals).average().orElseThrow(), 5 / Math.sqrt(n));
        assertEquals(1, Arrays.stream(normals).map(x -> x * x).average().orElseThrow(), 5 * Math.sqrt(2.0 / n));
        assertEquals(0.5, Arrays.stream(uniforms).average().orElseThrow(), 5 / Math.sqrt(12.0 * n));
        assertTrue(Arrays.stream(uniforms).allMatch(x -> x >= 0 && x < 1));
    }

    @Test
    void shapeAndTypeAreAsAsked() {
        scoped(() -> {
            var numbers = new RandomStream(1).uniform(ScalarType.Double, 2, 3, 4);
            assertArrayEquals(new long[] {2, 3, 4}, Tensors.shape(numbers));
            assertEquals(ScalarType.Double, numbers.scalar_type().intern());
        });
    }

    private static byte[] read(RandomStream stream) {
        byte[][] read = new byte[1][];
        stream.describe(new BytesOnly((get, set) -> read[0] = get.get()));
        return read[0];
    }

    private static void write(RandomStream stream, byte[] position) {
        stream.describe(new BytesOnly((get, set) -> set.accept(position)));
    }
}
