package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ScatterPlotTest {
    private static final int REAL = 0xb0b0b0;
    private static final int GENERATED = 0x0072b2;

    /** The middle of all pixels of a color in the plot, without its axes and legend, and how many they are. */
    private record Spot(double x, double y, int count) {}

    private static Spot spot(BufferedImage image, int color) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int row = 10; row < 540; row++) {
            for (int column = 60; column < image.getWidth(); column++) {
                if ((image.getRGB(column, row) & 0xffffff) == color) {
                    x += column;
                    y += row;
                    count++;
                }
            }
        }
        return new Spot(x / count, y / count, count);
    }

    @Test
    void pointsStandWhereTheirCoordinatesSayWhateverElseIsShown() {
        Spot center = spot(new ScatterPlot(new float[] {0, 0}).draw(new float[] {2, 2}), REAL);
        Spot right = spot(new ScatterPlot(new float[] {2, 0}).draw(new float[] {-1, -1}), REAL);
        Spot above = spot(new ScatterPlot(new float[] {0, 2}).draw(new float[] {-1, -1, 2.9f, 2.9f}), REAL);
        assertTrue(right.x - center.x > 100, right + " must be right of " + center);
        assertEquals(center.y, right.y, 1);
        assertTrue(center.y - above.y > 100, above + " must be above " + center);
        assertEquals(center.x, above.x, 1);
    }

    @Test
    void generatedPointsLieOverRealOnes() {
        BufferedImage image = new ScatterPlot(new float[] {1, 1, -1, -1}).draw(new float[] {1, 1});
        int covering = spot(image, GENERATED).count;
        int seen = spot(image, REAL).count;
        int alone = spot(new ScatterPlot(new float[] {-1, -1}).draw(new float[] {1, 1}), REAL).count;
        assertTrue(covering >= 5, covering + " pixels");
        assertTrue(alone >= 5 && seen <= alone + 3, seen + " pixels of two points, " + alone + " of one"); // edges show
    }

    @Test
    void pointsOutsideOfTheAxesAndNoNumbersAreLeftOut() {
        ScatterPlot plot = new ScatterPlot(new float[] {1, 1});
        BufferedImage image = plot.draw(new float[] {5, 0, 0, -3.5f, Float.NaN, 0, 0, Float.POSITIVE_INFINITY});
        assertEquals(0, spot(image, GENERATED).count);
        assertEquals(600, image.getWidth());
        assertEquals(640, image.getHeight());
    }

    @Test
    void whatIsNoPairIsRefused() {
        assertEquals(
                "generated points must be one or more pairs of coordinates, got 3 values",
                assertThrows(IllegalArgumentException.class, () -> new ScatterPlot(new float[2]).draw(new float[3]))
                        .getMessage());
    }
}
