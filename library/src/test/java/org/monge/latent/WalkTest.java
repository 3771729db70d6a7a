package org.monge.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkTest {
    private static final double EXACT = 1e-12;

    private static double[] at(Interpolation way, double t, double[] a, double[] b) {
        return way.at(a, b, t);
    }

    private static double[] normal(Random random, int size) {
        return random.doubles(size, -2, 2).toArray();
    }

    @Test
    void lerpIsTheStraightLine() {
        assertArrayEquals(
                new double[] {1.75, -1},
                at(Interpolation.LERP, 0.25, new double[] {1, 0}, new double[] {4, -4}),
                EXACT);
    }

    @Test
    void slerpOfUnequalNormsIsTheFormula() {
        // A right angle: sin((1 - t) pi / 2) a + sin(t pi / 2) b
        double[] point = at(Interpolation.SLERP, 1 / 3.0, new double[] {2, 0}, new double[] {0, 6});
        assertArrayEquals(new double[] {2 * Math.cos(Math.PI / 6), 6 * Math.sin(Math.PI / 6)}, point, EXACT);
    }

    @Test
    void greatCircleTurnsEvenlyAndItsNormGoesEvenly() {
        double[] point = at(Interpolation.GREAT_CIRCLE, 1 / 3.0, new double[] {2, 0}, new double[] {0, 5});
        assertArrayEquals(new double[] {3 * Math.cos(Math.PI / 6), 3 * Math.sin(Math.PI / 6)}, point, EXACT);
    }

    @Test
    void slerpAndGreatCircleAgreeOnASphere() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            double[] a = normal(random, 9);
            double[] b = normal(random, 9);
            double ratio = Interpolation.norm(a) / Interpolation.norm(b);
            for (int k = 0; k < b.length; k++) {
                b[k] *= ratio;
            }
            double[] slerp = at(Interpolation.SLERP, 0.3, a, b);
            assertArrayEquals(at(Interpolation.GREAT_CIRCLE, 0.3, a, b), slerp, 1e-10);
            assertEquals(Interpolation.norm(a), Interpolation.norm(slerp), 1e-10);
        }
    }

    @Test
    void lerpDipsWhereTheOthersDoNot() {
        double[] a = {3, 0};
        double[] b = {0, 3};
        assertEquals(3 / Math.sqrt(2), Interpolation.norm(at(Interpolation.LERP, 0.5, a, b)), EXACT);
        assertEquals(3, Interpolation.norm(at(Interpolation.SLERP, 0.5, a, b)), EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void endsAreExact(Interpolation way) {
        double[] a = {0.1, 0.7, -3};
        double[] b = {5, -0.3, 0.2};
        assertArrayEquals(a, way.at(a, b, 0));
        assertArrayEquals(b, way.at(a, b, 1));
    }

    @ParameterizedTest
    @EnumSource
    void equalEndsStay(Interpolation way) {
        double[] a = {0.1, 0.7, -3};
        assertArrayEquals(a, way.at(a, a, 0.4), EXACT);
        assertArrayEquals(new double[2], way.at(new double[2], new double[2], 0.4));
    }

    @ParameterizedTest
    @EnumSource
    void endsOfOneDirectionAreJoinedByALine(Interpolation way) {
        assertArrayEquals(
                new double[] {1.5, 3}, way.at(new double[] {1, 2}, new double[] {2, 4}, 0.5), EXACT, way.toString());
    }

    @ParameterizedTest
    @EnumSource
    void zeroIsJoinedByALine(Interpolation way) {
        assertArrayEquals(new double[] {1, 2}, way.at(new double[2], new double[] {4, 8}, 0.25), EXACT);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLERP", "GREAT_CIRCLE"})
    void oppositeEndsGoRoundThroughTheAxisNearestToZero(Interpolation way) {
        double[] a = {0, 3, 0.5};
        double[] b = {0, -6, -1};
        double[] half = way.at(a, b, 0.5);
        assertArrayEquals(new double[] {1.5 * Interpolation.norm(a), 0, 0}, half, EXACT);
        assertEquals(1.25 * Interpolation.norm(a), Interpolation.norm(way.at(a, b, 0.25)), EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void oppositeEndsInOneDimensionHaveNoWayRound(Interpolation way) {
        double middle = way.at(new double[] {1}, new double[] {-1}, 0.5)[0];
        assertEquals(0, middle, EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void nearlyParallelEndsGiveFinitePointsBetween(Interpolation way) {
        for (double off : new double[] {1e-3, 1e-6, 1e-8, 1e-12, 1e-300}) {
            double[] near = way.at(new double[] {2, 0, 0}, new double[] {2, off, 0}, 0.5);
            assertArrayEquals(new double[] {2, off / 2, 0}, near, 1e-6);
            double[] far = way.at(new double[] {2, 0, 0}, new double[] {-2, off, 0}, 0.5);
            assertTrue(Interpolation.norm(far) < 2.001, way + " " + off);
        }
    }

    @ParameterizedTest
    @EnumSource
    void framesAreEvenlyFarApart(Interpolation way) {
        // Legs of very different length, between points of different norm.
        List<double[]> points = List.of(
                new double[] {1, 0, 0}, new double[] {0, 4, 1}, new double[] {2, 0, 9}, new double[] {2, 0.5, 9});
        for (Walk.Ends ends : Walk.Ends.values()) {
            Walk walk = new Walk(points, way, ends, Walk.Speed.CONSTANT);
            List<double[]> frames = walk.frames(2001);
            int gaps = ends == Walk.Ends.LOOP ? 2001 : 2000;
            double step = walk.length() / gaps;
            int corners = 0;
            for (int i = 1; i < frames.size(); i++) {
                double moved = distance(frames.get(i), frames.get(i - 1));
                boolean even = Math.abs(moved / step - 1) < 1e-3;
                corners += even ? 0 : 1; // a chord that cuts a corner is shorter
            }
            assertTrue(corners <= points.size(), corners + " uneven steps, " + way);
        }
    }

    private static double distance(double[] a, double[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(square);
    }

    @Test
    void lengthOfAnArcIsItsAngle() {
        Walk quarter = new Walk(
                List.of(new double[] {3, 0}, new double[] {0, 3}),
                Interpolation.SLERP,
                Walk.Ends.OPEN,
                Walk.Speed.CONSTANT);
        assertEquals(1.5 * Math.PI, quarter.length(), 1e-5);
    }

    @Test
    void openPathHasItsEndsAndALoopStopsOneShort() {
        List<double[]> points = List.of(new double[] {0, 0}, new double[] {4, 0});
        List<double[]> open = new Walk(points, Interpolation.LERP, Walk.Ends.OPEN, Walk.Speed.CONSTANT).frames(5);
        List<double[]> loop = new Walk(points, Interpolation.LERP, Walk.Ends.LOOP, Walk.Speed.CONSTANT).frames(8);
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4},
                open.stream().mapToDouble(z -> z[0]).toArray(),
                EXACT);
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 3, 2, 1},
                loop.stream().mapToDouble(z -> z[0]).toArray(),
                EXACT);
    }

    @Test
    void legsCanHaveEqualNumbersOfFrames() {
        List<double[]> points = List.of(new double[] {0}, new double[] {1}, new double[] {9});
        Walk walk = new Walk(points, Interpolation.LERP, Walk.Ends.OPEN, Walk.Speed.PER_LEG);
        assertArrayEquals(
                new double[] {0, 0.5, 1, 5, 9},
                walk.frames(5).stream().mapToDouble(z -> z[0]).toArray(),
                EXACT);
    }

    @Test
    void pathWithoutLengthStays() {
        List<double[]> points = List.of(new double[] {2, 1}, new double[] {2, 1});
        for (double[] frame :
                new Walk(points, Interpolation.GREAT_CIRCLE, Walk.Ends.LOOP, Walk.Speed.CONSTANT).frames(3)) {
            assertArrayEquals(new double[] {2, 1}, frame);
        }
    }

    @Test
    void equalPointsAtTheEndAreReached() {
        List<double[]> points = List.of(new double[] {0}, new double[] {1}, new double[] {1});
        List<double[]> frames = new Walk(points, Interpolation.LERP, Walk.Ends.OPEN, Walk.Speed.CONSTANT).frames(3);
        assertArrayEquals(new double[] {1}, frames.get(2));
    }

    @Test
    void onePointIsNoPath() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new Walk(List.of(new double[1]), Interpolation.LERP, Walk.Ends.OPEN, Walk.Speed.CONSTANT));
        assertEquals("points must be at least 2, got 1", refusal.getMessage());
    }
}
