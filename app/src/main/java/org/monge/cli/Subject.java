package org.monge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.data.Split;
import org.monge.data.Unreadable;
import org.monge.engine.Shape;
import org.monge.metric.SampleSet;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.recipe.Recipe.Data.Points;
import org.monge.recipe.Recipes;
import org.monge.recipe.Showcase;
import org.monge.recipe.TrainedGenerator;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;

/** What is evaluated and against what: a run or images, and real samples of the same shape. */
final class Subject implements AutoCloseable {
    private final RealData real;
    private final String part;
    private final long most;
    private final IntFunction<SampleSet> samples;
    private final AutoCloseable owned;

    private Subject(RealData real, String part, long most, IntFunction<SampleSet> samples, AutoCloseable owned) {
        this.real = real;
        this.part = part;
        long count = real.samples().count();
        this.most = count == 0 ? most : Math.min(most, count);
        this.samples = samples;
        this.owned = owned;
    }

    /**
     * Finds samples and real data.
     *
     * @param against the real data; null for what the run learned from
     * @param shape of the images; empty for the run's
     */
    static Subject open(Path samples, String against, Split split, Optional<Shape> shape, long seed)
            throws IOException {
        boolean isRun = Files.isRegularFile(samples.resolve("recipe.yaml"));
        return isRun ? run(samples, against, split, shape, seed) : images(samples, against, split, shape, seed);
    }

    private static Subject run(Path folder, String against, Split split, Optional<Shape> shape, long seed)
            throws IOException {
        if (shape.isPresent()) {
            throw new BadInputException("--shape must be left out: a run has its own, got " + shape.get());
        }
        RunFolder run = RunFolder.open(folder);
        Recipe recipe = Recipes.load(run.recipe().toString());
        Recipe.Data data = recipe.data() instanceof Images images
                ? images(against == null ? images.source() : against, split, images.shape(), images.unreadable())
                : recipe.data();
        if (data instanceof Points && against != null) {
            throw new BadInputException("--against must be left out: the run's data are points, got " + against);
        }
        SampleSource real = RunData.open(recipe.withData(data));
        TrainedGenerator generator = TrainedGenerator.open(folder);
        IntFunction<SampleSet> draw = count -> {
            Showcase showcase = new Showcase(recipe, count, () -> first(real, count, seed), seed);
            return SampleSet.generated(data.shape(), count, (from, size) -> generator.draw(showcase, from, size));
        };
        String part = part(real, split, RunInfo.read(run.info()).data());
        return new Subject(new RealData(data, real), part, Integer.MAX_VALUE, draw, generator);
    }

    private static String part(SampleSource real, Split split, RunInfo.Data learned) {
        if (!real.sha256().equals(learned.sha256())) {
            return split.toString();
        }
        return real.count() == 0 ? "drawn anew" : "what the run learned from";
    }

    private static Images images(String against, Split split, Shape shape, Unreadable unreadable) {
        try {
            return new Images(against, split, (int) shape.get(1), (int) shape.get(0), unreadable);
        } catch (IllegalArgumentException unfit) {
            throw new BadInputException("--against: " + unfit.getMessage());
        }
    }

    private static Tensor first(SampleSource real, int count, long seed) {
        try (SampleStream stream = real.stream(count, seed)) {
            return stream.next().samples();
        }
    }

    private static Subject images(Path path, String against, Split split, Optional<Shape> shape, long seed)
            throws IOException {
        if (!Files.exists(path)) {
            throw new BadInputException("SAMPLES must be a run's folder or images, got " + path + ", which is neither");
        }
        if (against == null || shape.isEmpty()) {
            throw new BadInputException(
                    "--against and --shape must be given with images, got " + path + ", which is no run, without");
        }
        Shape given = shape.get();
        boolean square = given.get(1) == given.get(2) && given.get(1) <= Integer.MAX_VALUE;
        if (!square || (given.get(0) != 1 && given.get(0) != 3)) {
            throw new BadInputException("--shape must be of 1 or 3 channels and square, got " + given);
        }
        Images data = images(against, split, given, Unreadable.REFUSE);
        SampleSource real = RunData.open(data);
        ImageShape form = new ImageShape(data.size(), data.channels());
        Dataset made = Datasets.ofThisMachine().open(path.toString(), Split.TEST, form);
        return new Subject(
                new RealData(data, real),
                split.toString(),
                made.count(),
                count -> SampleSet.real(made, count, seed),
                () -> {});
    }

    /** The real samples. */
    RealData real() {
        return real;
    }

    /** Which part of the data the real samples are: of a split, or what the run has learned from. */
    String part() {
        return part;
    }

    /** How many can be compared at most. */
    long most() {
        return most;
    }

    /** So many samples. */
    SampleSet samples(int count) {
        return samples.apply(count);
    }

    @Override
    public void close() throws IOException {
        try {
            owned.close();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("the samples could not be closed", failure);
        }
    }
}
