package org.monge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.monge.recipe.LatentSpace;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.recipe.Recipes;
import org.monge.report.RunFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about a run's latent space share: the run, and the samples that latents are chosen from. */
final class LatentOptions {
    private static final int MOST = 10_000;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many samples there are to choose from. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the latents: samples are those of 'monge sample RUN -n N --seed S'."
                    + " Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--label", paramLabel = "CLASS", description = "Of a conditional run: the samples' class, from 0.")
    private Long label;

    Path run() {
        return run;
    }

    int count() {
        return count;
    }

    long seed() {
        return seed;
    }

    /** The run's recipe, whose samples are images. */
    Recipe recipe() throws IOException {
        Recipe recipe = Recipes.load(RunFolder.open(run).recipe().toString(), List.of());
        if (!(recipe.data() instanceof Images)) {
            throw new BadInputException("RUN must be a run on images, got " + run + ", whose samples are points");
        }
        return recipe;
    }

    LatentSpace open() throws IOException {
        recipe();
        if (count < 1 || count > MOST) {
            throw new BadInputException("-n must be from 1 to " + MOST + ", got " + count);
        }
        try {
            return LatentSpace.open(run, label == null ? OptionalLong.empty() : OptionalLong.of(label));
        } catch (IllegalArgumentException unfit) {
            String words = unfit.getMessage();
            throw new BadInputException(words.startsWith("label") ? "--" + words : run + ": " + words);
        }
    }

    /** The latents of samples 0 to N - 1. */
    List<double[]> latents(LatentSpace space) {
        return space.latents(count, seed);
    }

    /**
     * Numbers of samples, as {@code 3,17,42}.
     *
     * @param option for the message, where one is wrong
     */
    List<Integer> samples(String option, String text) {
        List<Integer> samples = new ArrayList<>();
        for (String word : Arrays.asList(text.split(",", -1))) {
            int sample = number(word.strip());
            if (sample < 0 || sample >= count) {
                throw new BadInputException(option + " must be numbers of samples from 0 to " + (count - 1)
                        + " with commas between, got '" + text + "'");
            }
            samples.add(sample);
        }
        return samples;
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** A file in the run's folder, or the one that was asked for. */
    Path target(Path asked, String name) {
        return asked == null ? run.resolve(name) : asked;
    }

    /** A file in the folder that was asked for, or in the run's. */
    Path inFolder(Path asked, String name) {
        return (asked == null ? run : asked).resolve(name);
    }
}
