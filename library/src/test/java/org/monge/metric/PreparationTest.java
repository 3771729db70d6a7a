package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.metric.Preparation.Resizing;

class PreparationTest {
    private static double[] prepared(Preparation preparation, float[] pixels, long... shape) {
        return Scope.reading(() -> {
            Tensor images = HostTensors.floats(pixels, shape);
            return Tensors.values(preparation.apply(images));
        });
    }

    private static Preparation of(Shape input, Resizing resizing) {
        return new Preparation(input, resizing, -1, 1);
    }

    @Test
    void blackAndWhiteTakeTheEndsOfTheRange() {
        Preparation bytes = new Preparation(Shape.of(1, 1, 3), Resizing.NONE, 0, 255);
        assertArrayEquals(new double[] {0, 127.5, 255}, prepared(bytes, new float[] {-1, 0, 1}, 1, 1, 1, 3), 1e-4);
    }

    @Test
    void greyIsRepeatedAndColorsBecomeGreyByLuma() {
        Preparation color = of(Shape.of(3, 1, 2), Resizing.NONE);
        float[] grey = {-0.5f, 0.25f};
        assertArrayEquals(new double[] {-0.5, 0.25, -0.5, 0.25, -0.5, 0.25}, prepared(color, grey, 1, 1, 1, 2), 1e-6);
        Preparation luma = of(Shape.of(1, 1, 1), Resizing.NONE);
        // 0.299 x 1 + 0.587 x -1 + 0.114 x 0.5
        assertArrayEquals(new double[] {-0.231}, prepared(luma, new float[] {1, -1, 0.5f}, 1, 3, 1, 1), 1e-6);
    }

    @Test
    void imagesAreResizedAsTheModeSays() {
        float[] row = {0, 0.2f, 0.4f, 1};
        Shape two = Shape.of(1, 1, 2);
        assertArrayEquals(new double[] {0.1, 0.7}, prepared(of(two, Resizing.AREA), row, 1, 1, 1, 4), 1e-6);
        assertArrayEquals(new double[] {0, 0.4}, prepared(of(two, Resizing.NEAREST), row, 1, 1, 1, 4), 1e-6);
        // centers of the new pixels are at 0.5 and 2.5 of the old ones
        assertArrayEquals(new double[] {0.1, 0.7}, prepared(of(two, Resizing.BILINEAR), row, 1, 1, 1, 4), 1e-6);
        // cubic convolution with a = -0.75: weights -0.09375, 0.59375, 0.59375, -0.09375; the edge is repeated
        assertArrayEquals(
                new double[] {0.59375 * 0.2 - 0.09375 * 0.4, 0.59375 * 1.4 - 0.09375 * 1.2},
                prepared(of(two, Resizing.BICUBIC), row, 1, 1, 1, 4),
                1e-6);
    }

    @Test
    void imagesOfAnotherSizeAreRefusedUnlessResized() {
        Preparation none = of(Shape.of(1, 2, 2), Resizing.NONE);
        Samples.assertRefused(
                "images must be of 2x2 pixels or be resized, got 1x4",
                () -> prepared(none, new float[] {0, 0, 0, 0}, 1, 1, 1, 4));
    }

    @Test
    void anEmptyRangeIsRefused() {
        Samples.assertRefused(
                "range must be two finite numbers, the lower first, got 1.0 and 1.0",
                () -> new Preparation(Shape.of(1, 2, 2), Resizing.NONE, 1, 1));
    }

    @Test
    void itsWordsTellAllOfIt() {
        Preparation inception = new Preparation(Shape.of(3, 299, 299), Resizing.BILINEAR, 0, 255);
        assertEquals("3x299x299 by bilinear in [0.0, 255.0]", inception.toString());
    }
}
