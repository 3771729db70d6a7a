package org.monge.data;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;

/**
 * An endless stream of batches. Each pass goes through the dataset in an order of its own, which follows from the seed
 * and the number of the pass; the images that do not fill a batch at the end of a pass are dropped.
 */
public final class Batches implements SampleStream {
    private final Dataset dataset;
    private final int batchSize;
    private final long seed;
    private final Tensor staged;
    private final int[] order;
    private long orderedPass = -1;
    private long pass;
    private int position;

    /** @throws IllegalArgumentException if {@code batchSize} is less than 1, or more than there are images */
    public Batches(Dataset dataset, int batchSize, long seed) {
        boolean fits = batchSize >= 1 && batchSize <= dataset.count();
        Require.that(
                fits, "batch size", "from 1 to the " + dataset.count() + " images of " + dataset.name(), batchSize);
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.seed = seed;
        order = new int[Math.toIntExact(dataset.count())];
        staged = Scope.keeping(
                () -> torch.empty(dataset.shape().batch(batchSize), new TensorOptions(ScalarType.Byte), null));
    }

    @Override
    public Batch next() {
        if (position > order.length - batchSize) {
            pass++;
            position = 0;
        }
        if (orderedPass != pass) {
            shuffle();
        }
        gather(HostTensors.buffer(staged));
        Batch batch = new Batch(Dataset.normalized(staged), labels());
        position += batchSize;
        return batch;
    }

    private void gather(ByteBuffer target) {
        for (int i = position; i < position + batchSize; i++) {
            dataset.copy(order[i], target);
        }
    }

    private Optional<Tensor> labels() {
        if (!dataset.isLabelled()) {
            return Optional.empty();
        }
        long[] labels = new long[batchSize];
        for (int i = 0; i < batchSize; i++) {
            labels[i] = dataset.label(order[position + i]);
        }
        return Optional.of(HostTensors.longs(labels, batchSize));
    }

    /** Fisher and Yates. */
    private void shuffle() {
        SplittableRandom random = new SplittableRandom(RandomStream.mix(seed, "pass " + pass));
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = RandomStream.below(i + 1L, random);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        orderedPass = pass;
    }

    @Override
    public Shape shape() {
        return dataset.shape();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public void describe(State state) {
        state.number("pass", () -> pass, value -> {
            Require.notNegative("pass", value);
            pass = value;
        });
        state.number("position", () -> position, value -> {
            boolean inside = value >= 0 && value <= order.length;
            Require.that(inside, "position", "from 0 to " + order.length, value);
            position = (int) value;
        });
    }

    @Override
    public void close() {
        staged.close();
    }
}
