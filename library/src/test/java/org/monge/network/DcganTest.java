package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.engine.Shape;
import org.monge.network.Architecture.Row;
import org.monge.network.Normalizations.BatchNorm;

class DcganTest {
    private static final Shape LATENT = Shape.of(100);

    /** The counts of Arjovsky et al.'s code (2017), whose networks at 64x64 are these with 64 filters. */
    @Test
    void parametersCountAsInTheCodeOfWgan() {
        assertEquals(3_576_704, parameters(Dcgan.generator(64, 3, 64).rows(LATENT)));
        assertEquals(2_765_568, parameters(Dcgan.discriminator(64, 64).rows(Shape.of(3, 64, 64))));
    }

    private static long parameters(List<Row> rows) {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** Radford et al. (2015), figure 1. */
    @Test
    void shapesAreThoseOfThePapersFigure() {
        List<String> images = Dcgan.generator(64, 3, 128).rows(LATENT).stream()
                .map(row -> row.output().toString())
                .filter(shape -> shape.contains("x"))
                .distinct()
                .toList();
        assertEquals(List.of("1024x4x4", "512x8x8", "256x16x16", "128x32x32", "3x64x64"), images);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 32, 64, 128, 256})
    void everySizeEndsInItsImageAndInOneScore(long size) {
        for (long channels : new long[] {1, 4}) {
            Shape image = Shape.of(channels, size, size);
            assertEquals(image, Dcgan.generator(size, channels, 8).output(LATENT));
            List<Row> rows = Dcgan.discriminator(size, 8).rows(image);
            assertEquals(Shape.of(1), rows.get(rows.size() - 1).output());
            assertEquals(Shape.of(size, 4, 4), rows.get(rows.size() - 3).output());
        }
    }

    @Test
    void aDiscriminatorWithoutNormalizationHasAllOtherLayers() {
        Architecture whole = Dcgan.discriminator(32, 8);
        List<Layer> rest = new ArrayList<>(whole.layers());
        assertTrue(rest.removeIf(BatchNorm.class::isInstance));
        Architecture without = whole.without(BatchNorm.class);
        assertEquals(rest, without.layers());
        assertEquals(whole.initializer(), without.initializer());
    }

    @Test
    void nothingIsNormalizedAtTheImage() {
        List<Layer> generator = Dcgan.generator(32, 1, 8).layers();
        assertFalse(generator.get(generator.size() - 2) instanceof BatchNorm);
        assertFalse(Dcgan.discriminator(32, 8).layers().get(1) instanceof BatchNorm);
    }

    @Test
    void otherSizesAreRefused() {
        refused("size must be a power of two from 16 to 256, got 28", () -> Dcgan.generator(28, 1, 64));
        refused("size must be a power of two from 16 to 256, got 512", () -> Dcgan.discriminator(512, 64));
        refused("channels must be at least 1, got 0", () -> Dcgan.generator(32, 0, 64));
        refused("width must be at least 1, got 0", () -> Dcgan.generator(32, 1, 0));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
