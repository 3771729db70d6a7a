package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Split;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.latent.Interpolation;
import org.monge.recipe.LatentSpace;
import org.monge.recipe.Recipe.Data.Images;
import org.monge.report.Collage;
import org.monge.report.ImageGrid;
import org.monge.representation.Inversion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge invert}. */
@Command(
        name = "invert",
        mixinStandardHelpOptions = true,
        description = "Searches for the z from which a run's generator makes an image, and draws both side by side.",
        footer = {
            "",
            "Examples:",
            "  monge invert runs/wgan-gp-small-1 boot.png",
            "  monge invert runs/wgan-gp-small-1 test:7 --starts 16"
        })
final class InvertCommand implements Callable<Integer> {
    private static final Pattern NUMBERED = Pattern.compile("(train|test):(\\d{1,9})");
    private static final double RANGE = 2;
    private static final int MOST_STARTS = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LatentOptions options;

    @Parameters(
            index = "1",
            paramLabel = "IMAGE",
            description = "A PNG, JPEG, GIF, BMP or WebP file, or an image of the run's dataset by number, as test:7.")
    private String image;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "8",
            description = "From how many z to search. Default: ${DEFAULT-VALUE}")
    private int starts;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "300",
            description = "Of Adam. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--prior",
            paramLabel = "W",
            defaultValue = "0.01",
            description = "Weight of -log p(z) a dimension beside the mean squared error; 0 for none."
                    + " Default: ${DEFAULT-VALUE}")
    private double prior;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "Adam's first learning rate, which falls to 0. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: inverted.png in the run's folder.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Inversion inversion = inversion();
        Path target = options.target(out, "inverted.png");
        try (LatentSpace space = options.open()) {
            Shape shape = space.recipe().data().shape();
            float[] wanted = wanted((Images) space.recipe().data());
            Inversion.Found found = space.find(wanted, inversion, options.seed());
            Collage.write(
                    target,
                    Collage.beside(List.of(
                            Collage.captioned("image", ImageGrid.draw(wanted, shape, 1)),
                            Collage.captioned("found", ImageGrid.draw(found.image(), shape, 1)))));
            print(found);
        }
        spec.commandLine().getOut().println(target);
        return Main.DONE;
    }

    private Inversion inversion() {
        if (starts > MOST_STARTS) {
            throw new BadInputException("--starts must be at most " + MOST_STARTS + ", got " + starts);
        }
        try {
            return new Inversion(starts, steps, rate, prior);
        } catch (IllegalArgumentException broken) {
            throw new BadInputException("--" + broken.getMessage().replace("learningRate", "rate"));
        }
    }

    /** In [-1, 1]. */
    private float[] wanted(Images data) throws IOException {
        Matcher numbered = NUMBERED.matcher(image);
        if (!numbered.matches()) {
            return pixels(Datasets.image(Path.of(image), new ImageShape(data.size(), data.channels())), 0);
        }
        if (data.isStacked()) {
            throw new BadInputException("IMAGE must be a file where digits are stacked as colors, got " + image);
        }
        Split split = numbered.group(1).equals("test") ? Split.TEST : Split.TRAIN;
        Dataset images = RunData.single(data.part(split));
        int number = Integer.parseInt(numbered.group(2));
        if (number >= images.count()) {
            throw new BadInputException("IMAGE must be one of the " + images.count() + " images of " + images.source()
                    + ", counted from 0, got " + image);
        }
        return pixels(images, number);
    }

    private static float[] pixels(Dataset images, int number) {
        return Scope.reading(() -> HostTensors.floats(images.images(number)));
    }

    private void print(Inversion.Found found) {
        PrintWriter printer = spec.commandLine().getOut();
        double[] z = new double[found.latent().length];
        for (int i = 0; i < z.length; i++) {
            z[i] = found.latent()[i];
        }
        printer.println(String.format(
                Locale.ROOT,
                "mse %.5f, psnr %.1f dB, norm of z %.2f",
                found.error(),
                psnr(found.error()),
                Interpolation.norm(z)));
        List<Double> errors = found.errors();
        printer.println(String.format(
                Locale.ROOT,
                "mse from each of %d starts: least %.5f, median %.5f, most %.5f",
                errors.size(),
                errors.get(0),
                errors.get(errors.size() / 2),
                errors.get(errors.size() - 1)));
    }

    /** In dB, for values in [-1, 1]. */
    private static double psnr(double error) {
        return 10 * Math.log10(RANGE * RANGE / Math.max(error, RANGE * RANGE * 1e-10));
    }
}
