package org.monge.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Scope;

/** Principal components and t-SNE, against numpy and scikit-learn. */
class MapsTest {
    private static final int POINTS = 60;
    private static final int FEATURES = 5;
    private static final TSne TSNE = new TSne(8, 1000);

    private static final Map<String, double[]> GOLDEN = new HashMap<>();

    @BeforeAll
    static void read() {
        Scope.scoped(() ->
                Golden.read("maps.safetensors").forEach((name, tensor) -> GOLDEN.put(name, Tensors.values(tensor))));
    }

    private static float[] points() {
        float[] points = new float[POINTS * FEATURES];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) GOLDEN.get("points")[i];
        }
        return points;
    }

    private static double[][] scores() {
        double[][] scores = new double[POINTS][];
        for (int i = 0; i < POINTS; i++) {
            scores[i] = Arrays.copyOfRange(GOLDEN.get("scores"), i * FEATURES, (i + 1) * FEATURES);
        }
        return scores;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void principalComponentsAreThoseOfNumpy() {
        double[][] scores = PrincipalComponents.scores(points(), FEATURES, FEATURES);
        assertArrayEquals(GOLDEN.get("scores"), flat(scores), 1e-9);
    }

    @Test
    void fewRowsOfManyFeaturesHaveTheSameComponents() {
        // The same six rows, once as they are and once with features that never vary: more features than rows.
        float[] narrow = Arrays.copyOf(points(), 6 * FEATURES);
        int wide = 9;
        float[] widened = new float[6 * wide];
        for (int i = 0; i < narrow.length; i++) {
            widened[i / FEATURES * wide + i % FEATURES] = narrow[i];
        }
        assertArrayEquals(
                flat(PrincipalComponents.scores(narrow, FEATURES, 3)),
                flat(PrincipalComponents.scores(widened, wide, 3)),
                1e-9);
    }

    @Test
    void affinitiesAreThoseOfScikitLearn() {
        // scikit-learn computes distances in float32 and stops its bisection at 1e-5.
        assertArrayEquals(GOLDEN.get("affinities"), TSNE.affinities(scores()), 1e-7);
    }

    @Test
    void perplexityOfEachPointIsTheOneAskedFor() {
        // All points of a regular polygon see the same distances, so that p_{j|i} = N p_ij.
        double[][] polygon = IntStream.range(0, 31)
                .mapToObj(i -> new double[] {Math.cos(2 * Math.PI * i / 31), Math.sin(2 * Math.PI * i / 31)})
                .toArray(double[][]::new);
        double[] joint = TSNE.affinities(polygon);
        double entropy = 0;
        for (int j = 1; j < 31; j++) {
            entropy -= 31 * joint[j] * Math.log(31 * joint[j]);
        }
        assertEquals(8, Math.exp(entropy), 1e-9);
    }

    @Test
    void mapIsAsGoodAsScikitLearns() {
        double[][] scores = scores();
        double[][] map = TSNE.embed(scores);
        double reached = TSne.divergence(TSNE.affinities(scores), map);
        assertEquals(GOLDEN.get("divergence")[0], reached, 0.01);
        for (int i = 0; i < POINTS; i++) {
            int nearest = nearest(map, i);
            assertEquals(i / 20, nearest / 20, "the neighbour is of the same cluster");
        }
    }

    private static int nearest(double[][] map, int i) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < map.length; j++) {
            double distance = Math.hypot(map[i][0] - map[j][0], map[i][1] - map[j][1]);
            if (j != i && distance < least) {
                least = distance;
                nearest = j;
            }
        }
        return nearest;
    }

    @Test
    void equalPointsGiveEqualMapsAndCoincidingOnesFinitePlaces() {
        double[][] points = scores();
        points[1] = points[0];
        points[2] = points[0];
        TSne quick = new TSne(4, 300);
        double[][] map = quick.embed(points);
        assertTrue(Arrays.stream(flat(map)).allMatch(Double::isFinite));
        assertArrayEquals(flat(map), flat(quick.embed(points)));
    }

    @Test
    void tooFewPointsForThePerplexityAreRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new TSne(20, 250).embed(scores()));
        assertEquals("points must be more than 3 x perplexity 20.0, got 60", refusal.getMessage());
    }
}
