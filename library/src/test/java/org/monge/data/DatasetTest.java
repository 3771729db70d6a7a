package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

class DatasetTest {
    private static final int[] NONE = {};

    private static Dataset dataset(Shape shape, byte[] pixels, int... labels) {
        List<String> classes = labels.length == 0 ? List.of() : List.of("a", "b", "c");
        return new Dataset("some", "memory", shape, pixels, labels, classes);
    }

    @Test
    void imagesAreFloatsFromMinusOneToOne() {
        byte[] pixels = {0, (byte) 255, 51, (byte) 204, 1, 2, 3, 4};
        Dataset dataset = dataset(Shape.of(1, 2, 2), pixels);
        Scope.scoped(() -> {
            Tensor images = dataset.images(1, 0);
            assertArrayEquals(new long[] {2, 1, 2, 2}, images.shape());
            float[] values = HostTensors.floats(images);
            assertEquals(1 / 127.5f - 1, values[0]);
            assertEquals(-1f, values[4]);
            assertEquals(1f, values[5]);
            assertEquals(-0.6f, values[6], 1e-7);
            assertEquals(0.6f, values[7], 1e-7);
        });
    }

    @Test
    void hashIsThatOfShapePixelsAndLabels() {
        // echo -en '1x1x2 2\n\x01\x02\x03\x04\x00\x00\x00\x02\x00\x00\x00\x01' | sha256sum
        Dataset dataset = dataset(Shape.of(1, 1, 2), new byte[] {1, 2, 3, 4}, 2, 1);
        assertEquals("38274c979982366caaa4afd4e48852a822bd2a86ff4692e38ffd3d6246edf047", dataset.sha256());
        assertEquals(dataset.sha256(), dataset.from("elsewhere").sha256());
    }

    @Test
    void hashTellsShapePixelsAndLabelsApart() {
        byte[] pixels = {1, 2, 3, 4};
        String hash = dataset(Shape.of(1, 1, 2), pixels, NONE).sha256();
        assertNotEquals(hash, dataset(Shape.of(1, 2, 1), pixels, NONE).sha256());
        assertNotEquals(
                hash, dataset(Shape.of(1, 1, 2), new byte[] {1, 2, 3, 5}, NONE).sha256());
        assertNotEquals(hash, dataset(Shape.of(1, 1, 2), pixels, 0, 0).sha256());
    }

    @Test
    void partOfAnImageIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> dataset(Shape.of(1, 2, 2), new byte[6]));
        assertEquals("pixels must be one or more images of 4 values, got 6", e.getMessage());
    }
}
