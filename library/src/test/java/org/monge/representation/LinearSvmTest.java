package org.monge.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearSvmTest {
    /** Three classes around the corners of a triangle; of three features, the last is noise. */
    private static LinearSvm.Rows triangle(int count, double spread, long seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
            double angle = labels[i] * 2 * Math.PI / 3;
            values[3 * i] = (float) (Math.cos(angle) + spread * random.nextGaussian());
            values[3 * i + 1] = (float) (Math.sin(angle) + spread * random.nextGaussian());
            values[3 * i + 2] = (float) random.nextGaussian();
        }
        return new LinearSvm.Rows(values, labels);
    }

    @Test
    void separatesWhatCanBeSeparated() {
        LinearSvm svm = LinearSvm.train(triangle(200, 0.1, 1), 10);
        assertEquals(1, svm.accuracy(triangle(300, 0.1, 2)));
    }

    @Test
    void twoPointsArePartedHalfway() {
        LinearSvm svm = LinearSvm.train(new LinearSvm.Rows(new float[] {1, -1}, new int[] {0, 1}), 1);
        assertArrayEquals(new int[] {0, 0, 1, 1}, svm.classify(new float[] {3, 0.01f, -0.01f, -3}));
    }

    @Test
    void scaleOfTheFeaturesDoesNotMatter() {
        LinearSvm.Rows rows = triangle(300, 0.6, 1);
        LinearSvm.Rows test = triangle(300, 0.6, 2);
        LinearSvm.Rows larger = new LinearSvm.Rows(times(1024, rows.values()), rows.labels());
        assertArrayEquals(
                LinearSvm.train(rows, 1).classify(test.values()),
                LinearSvm.train(larger, 1).classify(times(1024, test.values())));
    }

    private static float[] times(float factor, float[] values) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    @Test
    void costIsTheOneThatIsBestOnTheHeldOutTenth() {
        LinearSvm.Rows rows = triangle(400, 0.5, 3);
        LinearSvm chosen = LinearSvm.trainChoosingCost(rows, List.of(1e-7, 1.0));
        assertEquals(1.0, chosen.cost(), "the smallest C gives every class the same score");
        assertTrue(chosen.accuracy(triangle(400, 0.5, 4)) > 0.8);
    }

    @Test
    void theChosenMachineIsThatOfAllRowsWithItsCost() {
        LinearSvm.Rows rows = triangle(200, 0.8, 5);
        float[] others = triangle(400, 0.8, 6).values();
        LinearSvm chosen = LinearSvm.trainChoosingCost(rows, List.of(0.01, 1.0, 100.0));
        assertArrayEquals(LinearSvm.train(rows, chosen.cost()).classify(others), chosen.classify(others));
    }

    @Test
    void equalRowsGiveAnEqualMachine() {
        LinearSvm.Rows rows = triangle(200, 0.8, 5);
        float[] others = triangle(200, 0.8, 6).values();
        assertArrayEquals(
                LinearSvm.train(rows, 1).classify(others),
                LinearSvm.train(rows, 1).classify(others));
    }
}
