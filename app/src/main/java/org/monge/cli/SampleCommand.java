package org.monge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.monge.checkpoint.StateDict;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Sequential;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.report.RunFolder;
import picocli.CommandLine.Command;
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

    @Option(names = "--out", paramLabel = "FILE", description = "Default: grid-seed-S.png in the run's folder.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > 10_000) {
            throw new BadInputException("-n must be from 1 to 10000, got " + count);
        }
        RunFolder folder = RunFolder.open(run);
        Recipe recipe = Recipes.load(folder.recipe().toString(), List.of());
        long values = count * recipe.data().shape().size();
        if (values > LARGEST) {
            throw new BadInputException(
                    "-n must be at most " + LARGEST / recipe.data().shape().size() + " for samples of "
                            + recipe.data().shape() + ", got " + count);
        }
        Path target = out == null ? run.resolve("grid-seed-" + seed + ".png") : out;
        try (RandomStream unused = new RandomStream(0);
                RandomStream latents = RandomStream.named("samples", seed);
                Sequential generator =
                        recipe.generator().build(Shape.of(recipe.latent().size()), unused)) {
            StateDict.importInto(generator, folder.generator());
            RunData.picture(recipe).write(target, draw(recipe, generator, latents));
        }
        spec.commandLine().getOut().println(target);
        return Main.DONE;
    }

    private float[] draw(Recipe recipe, Sequential generator, RandomStream random) {
        return Scope.reading(() -> Composition.draw(generator, recipe.latent().sample(count, random)));
    }
}
