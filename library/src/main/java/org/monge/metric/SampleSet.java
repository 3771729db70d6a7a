package org.monge.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.Dataset;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

/** A number of samples, real or generated, that are looked at a few at a time: images, points of the plane. */
public interface SampleSet {
    /** The most that are in memory at a time. */
    int CHUNK = 250;

    /** How many there are. */
    int count();

    /** Of one sample. */
    Shape shape();

    /** Where sample {@code i} stands among those that it was chosen from, counted from 0. */
    default int place(int i) {
        return i;
    }

    /**
     * Hands over all of them in their order, {@code (n, ...)} with n of at most {@link #CHUNK}, images in [-1, 1], without
     * recording gradients. Each tensor lives as long as its call.
     */
    void forEach(Consumer<Tensor> look);

    /** Some samples out of many. */
    @FunctionalInterface
    interface Draw {
        /** Samples {@code from} to {@code from + count - 1}, {@code (count, ...)}, in the current scope. */
        Tensor draw(int from, int count);
    }

    /** {@code count} samples of this shape. */
    static SampleSet of(Shape shape, int count, Draw draw) {
        return of(shape, count, i -> i, draw);
    }

    private static SampleSet of(Shape shape, int count, IntUnaryOperator place, Draw draw) {
        Require.positive("count of samples", count);
        return new SampleSet() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public int place(int i) {
                return place.applyAsInt(i);
            }

            @Override
            public void forEach(Consumer<Tensor> look) {
                for (int first = 0; first < count; first += CHUNK) {
                    int from = first;
                    int size = Math.min(CHUNK, count - first);
                    Scope.scoped(() -> Scope.mutating(() -> look.accept(draw.draw(from, size))));
                }
            }
        };
    }

    /** {@code count} samples of a generator; images are rounded to the 256 levels that real ones have. */
    static SampleSet generated(Shape shape, int count, Draw draw) {
        boolean images = shape.rank() == 3;
        return of(shape, count, (from, size) -> images ? rounded(draw.draw(from, size)) : draw.draw(from, size));
    }

    /** All images of a dataset, in its order. */
    static SampleSet of(Dataset dataset) {
        return of(dataset, i -> i);
    }

    private static SampleSet of(Dataset dataset, IntUnaryOperator place) {
        return of(dataset.shape(), Math.toIntExact(dataset.count()), place, (from, count) -> {
            int[] indices = new int[count];
            Arrays.setAll(indices, i -> from + i);
            return dataset.images(indices);
        });
    }

    /**
     * {@code count} real samples: of a dataset, a random part without repetition; of a source without end, the first of a
     * stream. Equal seeds give equal samples.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1, or more than there are samples
     */
    static SampleSet real(SampleSource source, int count, long seed) {
        Require.positive("count of samples", count);
        boolean enough = source.count() == 0 || count <= source.count();
        Require.that(enough, "count of samples", "at most the " + source.count() + " of " + source.name(), count);
        if (source instanceof Dataset dataset) {
            int[] chosen = chosen(count, Math.toIntExact(dataset.count()), seed);
            return of(dataset.select(chosen), i -> chosen[i]);
        }
        return streamed(source, count, seed);
    }

    private static SampleSet streamed(SampleSource source, int count, long seed) {
        return new SampleSet() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public Shape shape() {
                return source.shape();
            }

            @Override
            public void forEach(Consumer<Tensor> look) {
                try (SampleStream stream =
                        source.stream(Math.min(CHUNK, count), RandomStream.mix(seed, "evaluation"))) {
                    for (int first = 0; first < count; first += CHUNK) {
                        int size = Math.min(CHUNK, count - first);
                        Scope.scoped(() -> Scope.mutating(
                                () -> look.accept(stream.next().samples().narrow(0, 0, size))));
                    }
                }
            }
        };
    }

    /** {@code count} of {@code all} numbers from 0, ascending. */
    private static int[] chosen(int count, int all, long seed) {
        int[] numbers = new int[all];
        Arrays.setAll(numbers, i -> i);
        SplittableRandom random = new SplittableRandom(RandomStream.mix(seed, "evaluation"));
        for (int i = 0; i < count; i++) {
            int j = i + RandomStream.below(all - i, random);
            int swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
        int[] chosen = Arrays.copyOf(numbers, count);
        Arrays.sort(chosen);
        return chosen;
    }

    /** The same samples, while {@code progress} hears how many of them have been looked at. */
    default SampleSet watched(IntConsumer progress) {
        SampleSet all = this;
        return new SampleSet() {
            @Override
            public int count() {
                return all.count();
            }

            @Override
            public Shape shape() {
                return all.shape();
            }

            @Override
            public int place(int i) {
                return all.place(i);
            }

            @Override
            public void forEach(Consumer<Tensor> look) {
                int[] seen = {0};
                all.forEach(chunk -> {
                    look.accept(chunk);
                    seen[0] += (int) chunk.size(0);
                    progress.accept(seen[0]);
                });
            }
        };
    }

    /** Images at the nearest of 256 levels; values outside [-1, 1] are clamped. */
    private static Tensor rounded(Tensor images) {
        Tensor levels = images.clamp_min(new Scalar(-1.0))
                .clamp_max(new Scalar(1.0))
                .add(new Scalar(1.0))
                .mul(new Scalar(127.5))
                .round();
        return levels.div(new Scalar(127.5)).sub(new Scalar(1.0));
    }
}
