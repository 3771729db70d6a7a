package org.monge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.SampleSource;
import org.monge.data.SampleStream;
import org.monge.engine.Execution;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.recipe.Showcase;
import org.monge.recipe.TrainedGenerator;
import org.monge.report.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge sample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Draws samples from a run's generator into one PNG.")
final class SampleCommand implements Callable<Integer> {
    /** Values in one picture, so that it can be drawn in an ordinary Java heap. */
    private static final long LARGEST = 50_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many samples. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the latents. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "Of one class, counted from 0. Default: all in order")
    private Long label;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: grid-seed-S.png in the run's folder.")
    private Path out;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > 10_000) {
            throw new BadInputException("-n must be from 1 to 10000, got " + count);
        }
        Execution execution = device.inFloat32();
        RunFolder folder = RunFolder.open(run);
        Recipe recipe = Recipes.load(folder.recipe().toString(), List.of());
        long values = count * recipe.data().shape().size();
        if (values > LARGEST) {
            throw new BadInputException(
                    "-n must be at most " + LARGEST / recipe.data().shape().size() + " for samples of "
                            + recipe.data().shape() + ", got " + count);
        }
        Path target = out == null ? run.resolve("grid-seed-" + seed + ".png") : out;
        try (Showcase showcase = showcase(recipe);
                TrainedGenerator generator = TrainedGenerator.open(run, execution)) {
            RunData.picture(recipe).write(target, generator.draw(showcase));
        }
        spec.commandLine().getOut().println(target);
        return Main.DONE;
    }

    private Showcase showcase(Recipe recipe) {
        if (label == null) {
            return new Showcase(recipe, count, () -> reals(recipe), seed);
        }
        long classes = recipe.generator().classes().orElse(0);
        if (label < 0 || label >= classes) {
            String rule = classes == 0 ? "left out: the run is not conditional" : "from 0 to " + (classes - 1);
            throw new BadInputException("--label must be " + rule + ", got " + label);
        }
        return Showcase.ofClass(recipe, count, () -> reals(recipe), seed, label);
    }

    private Tensor reals(Recipe recipe) {
        try {
            SampleSource source = RunData.open(recipe);
            if (source.count() > 0 && count > source.count()) {
                throw new BadInputException(
                        "-n must be at most the " + source.count() + " images to restore, got " + count);
            }
            try (SampleStream stream = source.stream(count, seed)) {
                return stream.next().samples();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
