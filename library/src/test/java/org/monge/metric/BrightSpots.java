package org.monge.metric;

import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.monge.data.Dataset;
import org.monge.engine.Shape;

/** Labelled images of 8 by 8 for tests: class 0 is bright on the left, 1 at the top, 2 in the middle, all in noise. */
final class BrightSpots {
    private BrightSpots() {}

    static Dataset dataset(int count, long seed) {
        return dataset(count, seed, i -> false);
    }

    /** The same, where some images have the label of another class. */
    static Dataset dataset(int count, long seed, IntPredicate mislabelled) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * 64];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    boolean bright =
                            switch (labels[i]) {
                                case 0 -> x < 3;
                                case 1 -> y < 3;
                                default -> x > 2 && x < 6 && y > 2 && y < 6;
                            };
                    pixels[i * 64 + y * 8 + x] = (byte) ((bright ? 120 : 0) + random.nextInt(130));
                }
            }
            labels[i] = mislabelled.test(i) ? (labels[i] + 1) % 3 : labels[i];
        }
        return new Dataset("spots", "test", Shape.of(1, 8, 8), pixels, labels, List.of("left", "top", "middle"));
    }
}
