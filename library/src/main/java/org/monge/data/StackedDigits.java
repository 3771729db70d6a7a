package org.monge.data;

import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;
import org.monge.engine.State;

/**
 * Three digits, drawn independently and uniformly, as the red, green and blue of one image: 1,000 modes of equal
 * weight, where the digits are evenly spread. Metz et al. (2017) and Lin et al. (2018) count how many of them a generator
 * finds. The label of digits a, b and c is 100 a + 10 b + c.
 *
 * <p>They are put together as they are drawn, without end, from the grey images of {@code digits}.
 */
public final class StackedDigits implements SampleSource {
    private static final int CHANNELS = 3;

    private final Dataset digits;

    /**
     * @param digits grey, labelled from 0 to 9
     * @throws IllegalArgumentException if they are not
     */
    public StackedDigits(Dataset digits) {
        Require.that(digits.shape().get(0) == 1, "digits to stack", "grey", digits.shape());
        Require.that(digits.isLabelled(), "digits to stack", "labelled", digits.source() + " without labels");
        for (int i = 0; i < digits.count(); i++) {
            int label = digits.label(i);
            Require.that(label >= 0 && label <= 9, "labels of digits to stack", "from 0 to 9", label);
        }
        this.digits = digits;
    }

    @Override
    public String name() {
        return "stacked-mnist";
    }

    @Override
    public String source() {
        return digits.source();
    }

    @Override
    public Shape shape() {
        return Shape.of(CHANNELS, digits.shape().get(1), digits.shape().get(2));
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public int labelledClasses() {
        return 1000;
    }

    @Override
    public String sha256() {
        return Sha256.of("stacked " + digits.sha256());
    }

    @Override
    public SampleStream stream(int batchSize, long seed) {
        Require.positive("batch size", batchSize);
        return new Stream(batchSize, seed);
    }

    /** The numbers of a batch follow from the seed and from how many batches came before it. */
    private final class Stream implements SampleStream {
        private final int batchSize;
        private final long seed;
        private long batch;

        Stream(int batchSize, long seed) {
            this.batchSize = batchSize;
            this.seed = seed;
        }

        @Override
        public Batch next() {
            SplittableRandom random = new SplittableRandom(RandomStream.mix(seed, "stack " + batch));
            Tensor pixels = HostTensors.bytes(
                    new byte[Math.multiplyExact(batchSize, (int) shape().size())], shape().batch(batchSize));
            var target = HostTensors.buffer(pixels);
            long[] labels = new long[batchSize];
            for (int i = 0; i < batchSize; i++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int digit = RandomStream.below(digits.count(), random);
                    digits.copy(digit, target);
                    labels[i] = 10 * labels[i] + digits.label(digit);
                }
            }
            batch++;
            return new Batch(Dataset.normalized(pixels), Optional.of(HostTensors.longs(labels, batchSize)));
        }

        @Override
        public Shape shape() {
            return StackedDigits.this.shape();
        }

        @Override
        public int batchSize() {
            return batchSize;
        }

        @Override
        public void describe(State state) {
            state.number("batch", () -> batch, value -> {
                Require.notNegative("batch", value);
                batch = value;
            });
        }

        @Override
        public void close() {
            // It holds no native memory.
        }
    }
}
