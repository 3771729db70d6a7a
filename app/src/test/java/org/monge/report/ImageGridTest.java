package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Shape;

class ImageGridTest {
    @TempDir
    Path folder;

    @Test
    void fileHoldsTheSamplesRowByRowWithMarginsBetween() throws IOException {
        float[] samples = new float[3 * 32 * 32];
        Arrays.fill(samples, 0, 1024, -1);
        Arrays.fill(samples, 1024, 2048, 1);
        samples[2048 + 31] = 0.5f;
        Path file = folder.resolve("grid.png");
        ImageGrid.of(Shape.of(1, 32, 32)).write(file, samples);
        BufferedImage grid = ImageIO.read(file.toFile());
        assertEquals(2 + 2 * 66, grid.getWidth());
        assertEquals(2 + 2 * 66, grid.getHeight());
        assertEquals(0xffffff, rgb(grid, 1, 1), "margin");
        assertEquals(0x000000, rgb(grid, 2, 2), "first sample");
        assertEquals(0x000000, rgb(grid, 65, 65), "first sample, last pixel");
        assertEquals(0xffffff, rgb(grid, 66, 65), "margin between");
        assertEquals(0xffffff, rgb(grid, 68, 2), "second sample");
        assertEquals(0x808080, rgb(grid, 2, 68), "third sample, value 0");
        assertEquals(0xbfbfbf, rgb(grid, 2 + 62, 68), "third sample, value 0.5 doubled");
        assertEquals(0xbfbfbf, rgb(grid, 2 + 63, 69), "third sample, value 0.5 doubled");
        assertEquals(0xffffff, rgb(grid, 100, 100), "no sample");
    }

    @Test
    void colorsComeFromTheirPlanesAndValuesOutsideAreClamped() {
        float[] samples = {7, -7, 0, Float.NaN, 1, 0.2f};
        BufferedImage grid = ImageGrid.draw(samples, Shape.of(3, 1, 2));
        assertEquals(2 + 2 * 32 + 2, grid.getWidth());
        assertEquals(0xff80ff, rgb(grid, 2, 2));
        assertEquals(0x000099, rgb(grid, 2 + 32, 2));
    }

    @Test
    void smallSamplesAreShownLargerAndLargeOnesAsTheyAre() {
        assertEquals(
                2 + 28 * 2 + 2,
                ImageGrid.draw(new float[784], Shape.of(1, 28, 28)).getWidth());
        assertEquals(
                2 + 64 + 2, ImageGrid.draw(new float[4096], Shape.of(1, 64, 64)).getWidth());
        assertEquals(
                2 + 128 + 2,
                ImageGrid.draw(new float[16384], Shape.of(1, 128, 128)).getWidth());
    }

    @Test
    void sixtyFourSamplesMakeASquare() {
        BufferedImage grid = ImageGrid.draw(new float[64 * 1024], Shape.of(1, 32, 32));
        assertEquals(2 + 8 * 66, grid.getWidth());
        assertEquals(2 + 8 * 66, grid.getHeight());
    }

    @Test
    void shapesThatAreNoPicturesAreRefused() {
        assertMessage("sample channels must be 1 or 3, got 2", new float[2], Shape.of(2, 1, 1));
        assertMessage("sample shape must be channels, height and width, got 2", new float[2], Shape.of(2));
        assertMessage("samples must be one or more images of 4 values, got 6", new float[6], Shape.of(1, 2, 2));
    }

    private static void assertMessage(String message, float[] samples, Shape shape) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ImageGrid.draw(samples, shape))
                        .getMessage());
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }
}
