package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.monge.data.Modes;
import org.monge.data.Modes.Center;

class DirectionTest {
    @Test
    void distancesFallAndSharesRise() {
        Modes one = new Modes(List.of(new Center(0, 0)), 1);
        MetricWords all = MetricWords.of(List.of("all"), new MetricWords.Subject(true, true, Optional.of(one)));
        Map<Direction, List<String>> found = all.directions().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        assertEquals(
                List.of(
                        "frechet-distance",
                        "kernel-distance",
                        "sliced-wasserstein",
                        "earth-mover-distance",
                        "sinkhorn-divergence",
                        "patch-sliced-wasserstein"),
                found.get(Direction.DOWN));
        assertEquals(List.of("modes", "precision", "density", "classifier-score", "classes"), found.get(Direction.UP));
        assertEquals(List.of("duplicate-rate", "ms-ssim"), found.get(Direction.NEITHER));
    }

    @Test
    void equalNumbersAreNoBetter() {
        assertTrue(Direction.DOWN.isBetter(1, 2));
        assertFalse(Direction.DOWN.isBetter(2, 2));
        assertTrue(Direction.UP.isBetter(3, 2));
        assertFalse(Direction.UP.isBetter(2, 2));
        assertFalse(Direction.NEITHER.isBetter(1, 2) || Direction.NEITHER.isBetter(2, 1));
    }

    @Test
    void anyNumberIsBetterThanNone() {
        for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
            assertTrue(direction.isBetter(1, Double.NaN));
            assertFalse(direction.isBetter(Double.NaN, 1));
            assertFalse(direction.isBetter(Double.NaN, Double.NaN));
        }
    }
}
