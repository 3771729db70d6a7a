package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class FeaturesTest {
    private final Features features = new Features(3, 2, new double[] {1, 2, 3, 4, 5, 6});

    @Test
    void vectorsAreRows() {
        assertArrayEquals(new double[] {3, 4}, features.row(1));
        assertEquals(6, features.at(2, 1));
        assertArrayEquals(
                new double[] {5, 6, 1, 2, 5, 6}, features.select(2, 0, 2).values());
    }

    @Test
    void tensorsOfAnyTypeAndShapeBecomeVectors() {
        scoped(() -> {
            var images = Tensors.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 1, 2, 2)
                    .to(ScalarType.Float);
            Features read = Features.of(images);
            assertEquals(2, read.count());
            assertEquals(4, read.dimension());
            assertArrayEquals(new double[] {5, 6, 7, 8}, read.row(1));
            assertArrayEquals(read.values(), Tensors.values(read.tensor()));
        });
    }

    @Test
    void whatIsNoTableOfFiniteNumbersIsRefused() {
        assertRefused("count of features must be at least 1, got 0", 0, 2);
        assertRefused("dimension of features must be at least 1, got 0", 2, 0);
        assertRefused("values of features must be 2 x 2, got 3", 2, 2, 1, 2, 3);
        assertRefused("values of features must be finite, got NaN", 1, 2, 1, Double.NaN);
    }

    private static void assertRefused(String message, int count, int dimension, double... values) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new Features(count, dimension, values));
        assertEquals(message, refused.getMessage());
    }
}
