package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Split;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.network.Sequential;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.recipe.Recipes;
import org.monge.recipe.TrainedDiscriminator;
import org.monge.report.RunFolder;
import org.monge.representation.ConvolutionFeatures;
import org.monge.representation.LinearSvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge features}. */
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a run's discriminator has learned: how well a linear classifier does on its features,"
                        + " on an untrained one's, and on pixels.")
final class FeaturesCommand implements Callable<Integer> {
    private static final List<Double> COSTS = List.of(0.1, 1.0, 10.0, 100.0);
    private static final int FEWEST = 20;
    /** Of a feature in the classifier's memory. */
    private static final long BYTES = 32;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "fashion-mnist, mnist, or a path of labelled images to train on. Default: the run's")
    private String data;

    @Option(
            names = "--test",
            paramLabel = "DATA",
            description = "Labelled images to test on, where the data have no test split of their own.")
    private String test;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Labelled images to train on, evenly taken. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the untrained discriminator. Default: ${DEFAULT-VALUE}")
    private long seed;

    /** What turns images into rows of features. */
    private interface Space {
        float[] rows(float[] pixels);
    }

    @Override
    public Integer call() throws IOException {
        if (images < FEWEST) {
            throw new BadInputException("--images must be at least " + FEWEST + ", got " + images);
        }
        Recipe recipe = Recipes.load(RunFolder.open(run).recipe().toString(), List.of());
        if (!(recipe.data() instanceof Images trained)) {
            throw new BadInputException("RUN must be a run on images, got " + run + ", whose samples are points");
        }
        if (trained.isStacked() && data == null) {
            throw new BadInputException(
                    "--data must name labelled images where digits are stacked as colors, got nothing");
        }
        if (recipe.training().presentation().packing() > 1) {
            throw new BadInputException("RUN's discriminator must see single images, got packs");
        }
        try (Sequential discriminator = TrainedDiscriminator.open(run);
                Sequential fresh = TrainedDiscriminator.untrained(recipe, seed)) {
            ConvolutionFeatures features = CriticRows.features(discriminator);
            requireRoom(features.size());
            Dataset training = open(data == null ? trained.place() : data, Split.TRAIN, trained);
            Dataset testing =
                    open(test == null ? place(trained) : test, test == null ? Split.TEST : Split.TRAIN, trained);
            if (training.sha256().equals(testing.sha256())) {
                throw new BadInputException("test images must be others than the training's (--test names them), got "
                        + testing.source() + " for both");
            }
            LinearSvm.Rows known = labelled(training, images);
            LinearSvm.Rows unknown = labelled(testing, Integer.MAX_VALUE);
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(
                    Locale.ROOT,
                    "%,d labelled images to train on, %,d to test on",
                    known.labels().length,
                    unknown.labels().length));
            out.println(String.format(Locale.ROOT, "%-26s %8s %8s %9s", "features of", "number", "C", "accuracy"));
            measure("pixels", pixels -> pixels, known, unknown);
            measure(
                    "untrained discriminator",
                    pixels -> CriticRows.of(CriticRows.features(fresh), pixels, trained.shape()),
                    known,
                    unknown);
            measure(
                    "trained discriminator",
                    pixels -> CriticRows.of(features, pixels, trained.shape()),
                    known,
                    unknown);
        }
        return Main.DONE;
    }

    private String place(Images trained) {
        return data == null ? trained.place() : data;
    }

    private static Dataset open(String place, Split split, Images like) throws IOException {
        ImageShape shape = new ImageShape(like.size(), like.channels());
        Dataset dataset = Datasets.ofThisMachine().open(place, split, shape, like.unreadable());
        if (!dataset.isLabelled()) {
            throw new BadInputException("images must have labels, got " + dataset.source() + " without");
        }
        return dataset;
    }

    private void requireRoom(int features) {
        long most = Runtime.getRuntime().maxMemory() / 2 / BYTES / features;
        if (images > most) {
            throw new BadInputException("--images must be at most " + most + " for " + features
                    + " features in this Java heap (java -Xmx makes it larger), got " + images);
        }
    }

    private static LinearSvm.Rows labelled(Dataset dataset, int limit) {
        int[] rows = Selections.evenly((int) dataset.count(), limit);
        float[] pixels = Scope.reading(() -> HostTensors.floats(dataset.images(rows)));
        return new LinearSvm.Rows(pixels, IntStream.of(rows).map(dataset::label).toArray());
    }

    private void measure(String name, Space space, LinearSvm.Rows known, LinearSvm.Rows unknown) {
        LinearSvm.Rows rows = new LinearSvm.Rows(space.rows(known.values()), known.labels());
        LinearSvm svm = LinearSvm.trainChoosingCost(rows, COSTS);
        double accuracy = svm.accuracy(new LinearSvm.Rows(space.rows(unknown.values()), unknown.labels()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                String.format(Locale.ROOT, "%-26s %8d %8s %8.2f%%", name, rows.features(), svm.cost(), 100 * accuracy));
        out.flush();
    }
}
