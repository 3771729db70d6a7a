package org.monge.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.monge.engine.Shape;
import org.monge.latent.Interpolation;
import org.monge.latent.Walk;
import org.monge.recipe.LatentSpace;
import org.monge.report.Collage;
import org.monge.report.Film;
import org.monge.report.ImageGrid;
import org.monge.report.NormChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code monge walk}. */
@Command(
        name = "walk",
        mixinStandardHelpOptions = true,
        description = "Walks through a run's latent space from sample to sample: a grid, a GIF and an MP4.",
        footer = {
            "",
            "Examples:",
            "  monge walk runs/wgan-gp-small-1 --through 3,17,42 --loop",
            "  monge walk runs/wgan-gp-small-1 --through 3,17 --compare --frames 12"
        })
final class WalkCommand implements Callable<Integer> {
    private static final int MOST = 2000;
    private static final int FRAME = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LatentOptions options;

    @Option(
            names = "--through",
            paramLabel = "I,J,...",
            defaultValue = "0,1,2,3",
            description = "The samples that the path passes, by number. Default: ${DEFAULT-VALUE}")
    private String through;

    @Option(
            names = "--path",
            paramLabel = "WAY",
            defaultValue = "great-circle",
            description = "From sample to sample: lerp, slerp or great-circle. Default: ${DEFAULT-VALUE}")
    private String path;

    @Option(names = "--loop", description = "Go back to the first sample.")
    private boolean loop;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "constant",
            description =
                    "constant: z moves by the same length of path from frame to frame; per-leg: as many frames from"
                            + " each sample to the next. Default: ${DEFAULT-VALUE}")
    private String speed;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many. Default: ${DEFAULT-VALUE}")
    private int frames;

    @Option(
            names = "--fps",
            paramLabel = "F",
            defaultValue = "20",
            description = "Frames a second. Default: ${DEFAULT-VALUE}")
    private int framesPerSecond;

    @Option(
            names = "--compare",
            description = "Draw lerp and slerp under each other, with the norm of z along the way, instead.")
    private boolean compare;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where walk.png, walk.gif, walk.mp4 or walk-compare.png go. Default: the run's folder.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        require(frames >= 2 && frames <= MOST, "--frames must be from 2 to " + MOST + ", got " + frames);
        require(framesPerSecond >= 1 && framesPerSecond <= 100, "--fps must be from 1 to 100, got " + framesPerSecond);
        Interpolation way = choice("--path", path, Interpolation.values());
        Walk.Speed pace = choice("--speed", speed, Walk.Speed.values());
        List<Integer> samples = options.samples("--through", through);
        require(samples.size() >= 2, "--through must be at least 2 samples, got '" + through + "'");
        try (LatentSpace space = options.open()) {
            List<double[]> latents = options.latents(space);
            List<double[]> points = samples.stream().map(latents::get).toList();
            Walk walk = new Walk(points, way, loop ? Walk.Ends.LOOP : Walk.Ends.OPEN, pace);
            if (compare) {
                compare(space, walk);
            } else {
                show(space, walk);
            }
        }
        return Main.DONE;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadInputException(message);
        }
    }

    private static <E extends Enum<E>> E choice(String option, String word, E[] values) {
        for (E value : values) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        List<String> words = Arrays.stream(values).map(WalkCommand::word).toList();
        throw new BadInputException(option + " must be one of " + String.join(", ", words) + ", got '" + word + "'");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void show(LatentSpace space, Walk walk) throws IOException {
        Shape shape = space.recipe().data().shape();
        float[] samples = space.samples(walk.frames(frames));
        int size = (int) shape.size();
        List<BufferedImage> pictures = IntStream.range(0, frames)
                .mapToObj(i -> large(Arrays.copyOfRange(samples, i * size, (i + 1) * size), shape))
                .toList();
        Film film = new Film(pictures, framesPerSecond);
        Collage.write(target("walk.png"), ImageGrid.draw(samples, shape));
        film.writeGif(target("walk.gif"));
        film.writeMp4(target("walk.mp4"));
        PrintWriter printer = spec.commandLine().getOut();
        List.of("walk.png", "walk.gif", "walk.mp4").forEach(name -> printer.println(target(name)));
    }

    private static BufferedImage large(float[] sample, Shape shape) {
        BufferedImage picture = ImageGrid.draw(sample, shape, 1);
        return Collage.enlarged(picture, Math.max(1, FRAME / Math.max(picture.getWidth(), picture.getHeight())));
    }

    private void compare(LatentSpace space, Walk walk) throws IOException {
        Shape shape = space.recipe().data().shape();
        List<BufferedImage> parts = new ArrayList<>();
        Map<String, double[]> norms = new LinkedHashMap<>();
        int width = 0;
        for (Interpolation way : List.of(Interpolation.LERP, Interpolation.SLERP)) {
            List<double[]> latents = new Walk(walk.points(), way, walk.ends(), walk.speed()).frames(frames);
            BufferedImage strip = ImageGrid.draw(space.samples(latents), shape, frames);
            parts.add(Collage.captioned(word(way), strip));
            width = strip.getWidth();
            norms.put(
                    word(way), latents.stream().mapToDouble(Interpolation::norm).toArray());
        }
        parts.add(NormChart.draw(norms, width));
        Path target = target("walk-compare.png");
        Collage.write(target, Collage.below(parts));
        spec.commandLine().getOut().println(target);
    }

    private Path target(String name) {
        return options.inFolder(out, name);
    }
}
