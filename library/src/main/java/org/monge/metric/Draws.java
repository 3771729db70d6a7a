package org.monge.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which samples a metric looks at. */
final class Draws {
    private Draws() {}

    /** {@code size} different ones of 0..count-1, in random order. */
    static int[] without(SplittableRandom random, int count, int size) {
        int[] all = IntStream.range(0, count).toArray();
        for (int i = 0; i < size; i++) { // Fisher and Yates
            int j = random.nextInt(i, count);
            int drawn = all[j];
            all[j] = all[i];
            all[i] = drawn;
        }
        return Arrays.copyOf(all, size);
    }

    /** Two different ones of 0..count-1, every pair as likely. */
    static int[] pair(SplittableRandom random, int count) {
        int first = random.nextInt(count);
        int second = random.nextInt(count - 1);
        return new int[] {first, second < first ? second : second + 1};
    }

    /** {@code count} of 0..count-1, each of which may come more than once. */
    static int[] with(SplittableRandom random, int count) {
        return random.ints(count, 0, count).toArray();
    }
}
