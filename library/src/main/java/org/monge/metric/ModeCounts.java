package org.monge.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.monge.engine.Require;

/**
 * How many samples fell to each mode of the data: to each class, to each of the 1,000 of Stacked MNIST, to each Gaussian
 * of a mixture. There may be none at all.
 *
 * @param counts of the modes, in their order
 */
public record ModeCounts(List<Long> counts) {
    private static final int DIGITS = 10;
    private static final int CHANNELS = 3;

    public ModeCounts {
        counts = List.copyOf(counts);
        Require.that(!counts.isEmpty(), "modes", "at least one", "none");
        counts.forEach(count -> Require.notNegative("count of a mode", count));
    }

    /** Counts labels from 0 to {@code modes} - 1. */
    public static ModeCounts of(int[] labels, int modes) {
        Long[] counts = Collections.nCopies(modes, 0L).toArray(Long[]::new);
        for (int label : labels) {
            Require.that(label >= 0 && label < modes, "label", "from 0 to " + (modes - 1), label);
            counts[label]++;
        }
        return new ModeCounts(Arrays.asList(counts));
    }

    /**
     * The modes of Stacked MNIST, Metz et al. (2017), section 3.3.1: 100 a + 10 b + c for an image whose channels are
     * classified as a, b and c. The papers draw 26,000 samples.
     *
     * @param digits three for each image
     */
    public static ModeCounts stacked(int[] digits) {
        Require.that(digits.length % CHANNELS == 0, "digits of stacked images", "three for each", digits.length);
        int[] labels = new int[digits.length / CHANNELS];
        for (int i = 0; i < digits.length; i++) {
            Require.that(digits[i] >= 0 && digits[i] < DIGITS, "digit", "from 0 to 9", digits[i]);
            labels[i / CHANNELS] = DIGITS * labels[i / CHANNELS] + digits[i];
        }
        return of(labels, DIGITS * DIGITS * DIGITS);
    }

    /** All samples. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Modes with at least one sample. */
    public int covered() {
        return (int) counts.stream().filter(count -> count > 0).count();
    }

    /** Entropy of the samples' distribution over the modes, in nats; NaN without samples. */
    public double entropy() {
        double total = total();
        double sum = 0;
        for (long count : counts) {
            sum -= count == 0 ? 0 : count / total * Math.log(count / total);
        }
        return total == 0 ? Double.NaN : sum;
    }

    /**
     * KL(generated || uniform) over the modes in nats, log K - entropy, the "reverse KL" of Lin et al. (2018), section
     * 4, and the KL of the tables about Stacked MNIST; NaN without samples.
     */
    public double reverseKl() {
        return Math.log(counts.size()) - entropy();
    }
}
