package org.monge.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.metric.SampleSet;
import org.monge.network.Sequential;
import org.monge.recipe.LatentSpace;
import org.monge.recipe.Recipe;
import org.monge.recipe.TrainedDiscriminator;
import org.monge.report.Collage;
import org.monge.report.ImageGrid;
import org.monge.report.ThumbnailMap;
import org.monge.representation.PrincipalComponents;
import org.monge.representation.TSne;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge latent}. */
@Command(
        name = "latent",
        mixinStandardHelpOptions = true,
        description = "Maps of a run's latent space, and arithmetic in it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LatentCommand.Map.class, LatentCommand.Arithmetic.class, LatentCommand.Direction.class})
final class LatentCommand {
    /** {@code monge latent map}. */
    @Command(
            name = "map",
            mixinStandardHelpOptions = true,
            description = "Lays samples out in the plane by principal components and by t-SNE, near ones near.")
    static final class Map implements Callable<Integer> {
        private static final int MOST = 3000;
        private static final int COMPONENTS = 50;
        private static final int ITERATIONS = 1000;

        @Spec
        private CommandSpec spec;

        @Mixin
        private LatentOptions options;

        @Option(
                names = "--features",
                paramLabel = "SPACE",
                defaultValue = "critic",
                description =
                        "Where samples are near: critic (activations of the run's), classifier (of the run's data),"
                                + " pixels, random (convolutions), or a network in a TorchScript or .onnx file."
                                + " Default: ${DEFAULT-VALUE}")
        private String features;

        @Mixin
        private final FileOptions file = new FileOptions("critic");

        @Option(
                names = "--perplexity",
                paramLabel = "P",
                defaultValue = "15",
                description = "How many neighbours t-SNE keeps near. Default: ${DEFAULT-VALUE}")
        private double perplexity;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Where map-pca.png and map-tsne.png go." + " Default: the run's folder.")
        private Path out;

        @Override
        public Integer call() throws IOException {
            boolean critic = features.equals("critic");
            if (critic) {
                file.requireNone(features);
            }
            int count = options.count();
            if (!(perplexity >= 1) || count <= 3 * perplexity || count > MOST) {
                throw new BadInputException("-n must be from more than 3 x --perplexity, which is at least 1, to "
                        + MOST + ", got -n " + count + " and --perplexity " + perplexity);
            }
            try (LatentSpace space = options.open()) {
                float[] samples = space.samples(options.latents(space));
                Shape shape = space.recipe().data().shape();
                float[] rows = critic ? activations(samples, shape) : features(samples, space.recipe());
                int columns = rows.length / count;
                double[][] components =
                        PrincipalComponents.scores(rows, columns, Math.min(COMPONENTS, Math.min(count, columns)));
                write("map-pca.png", samples, shape, components);
                write("map-tsne.png", samples, shape, new TSne(perplexity, ITERATIONS).embed(components));
            }
            return Main.DONE;
        }

        private float[] activations(float[] samples, Shape shape) throws IOException {
            try (Sequential discriminator = TrainedDiscriminator.open(options.run())) {
                return CriticRows.of(CriticRows.features(discriminator), samples, shape);
            }
        }

        private float[] features(float[] samples, Recipe recipe) throws IOException {
            Shape shape = recipe.data().shape();
            int size = (int) shape.size();
            SampleSet all = SampleSet.of(
                    shape,
                    samples.length / size,
                    (from, count) -> HostTensors.floats(
                            Arrays.copyOfRange(samples, from * size, (from + count) * size), shape.batch(count)));
            try (Bars bars = new Bars(spec.commandLine().getOut());
                    Extractors extractors = Extractors.open(file.space(features), recipe.data(), false, bars)) {
                double[] values = extractors.space().of(all).values();
                float[] rows = new float[values.length];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = (float) values[i];
                }
                return rows;
            } catch (IllegalArgumentException misfit) {
                throw new BadInputException(misfit.getMessage());
            }
        }

        private void write(String name, float[] samples, Shape shape, double[][] places) throws IOException {
            Path target = options.inFolder(out, name);
            Collage.write(target, ThumbnailMap.draw(samples, shape, places));
            spec.commandLine().getOut().println(target);
        }
    }

    /** {@code monge latent arithmetic}. */
    @Command(
            name = "arithmetic",
            mixinStandardHelpOptions = true,
            description = "Averages the latents of samples, adds and subtracts them, and draws what is there.",
            footer = {
                "",
                "Examples:",
                "  monge latent arithmetic runs/wgan-gp-small-1 '3,17,42 - 5,9,11 + 20,21,22'",
                "  monge latent arithmetic runs/wgan-gp-small-1 'Ankle boot - Sneaker + Pullover' -n 1000"
            })
    static final class Arithmetic implements Callable<Integer> {
        private static final Pattern TERM = Pattern.compile("\\s*([+-])\\s+(\\S.*?)\\s*(?=\\s[+-]\\s|$)");
        private static final int SHOWN = 6;
        private static final int NEIGHBOURS = 8;
        /** Half the width of the noise that leads to the neighbours: Radford et al. (2015), figure 7. */
        private static final double NOISE = 0.25;

        @Spec
        private CommandSpec spec;

        @Mixin
        private LatentOptions options;

        @Parameters(
                index = "1",
                paramLabel = "EXPRESSION",
                description =
                        "Terms with + or - and spaces between. A term is samples by number, as 3,17,42, or the name of a"
                                + " class.")
        private String expression;

        @Option(names = "--out", paramLabel = "FILE", description = "Default: arithmetic.png in the run's folder.")
        private Path out;

        /** One term: its sign and its words. */
        private record Term(int sign, String words) {}

        @Override
        public Integer call() throws IOException {
            List<Term> terms = terms();
            Path target = options.target(out, "arithmetic.png");
            try (LatentSpace space = options.open()) {
                Selections selections = new Selections(options, space);
                Shape shape = space.recipe().data().shape();
                double[] result = new double[space.size()];
                List<BufferedImage> rows = new ArrayList<>();
                for (Term term : terms) {
                    List<Integer> chosen = selections.of("EXPRESSION's terms", term.words());
                    double[] mean = selections.mean(chosen);
                    for (int i = 0; i < result.length; i++) {
                        result[i] += term.sign() * mean[i];
                    }
                    rows.add(row(term, chosen, selections, space.samples(List.of(mean)), shape));
                }
                float[] around = space.samples(around(result, options.seed()));
                rows.add(Collage.captioned("=, in the middle of its neighbours", ImageGrid.draw(around, shape, 3)));
                Collage.write(target, Collage.below(rows));
            }
            spec.commandLine().getOut().println(target);
            return Main.DONE;
        }

        private List<Term> terms() {
            String whole = expression.strip().matches("[+-]\\s.*") ? expression.strip() : "+ " + expression.strip();
            List<Term> terms = new ArrayList<>();
            Matcher matcher = TERM.matcher(whole);
            int end = 0;
            while (matcher.find() && matcher.start() == end) {
                terms.add(new Term(matcher.group(1).equals("+") ? 1 : -1, matcher.group(2)));
                end = matcher.end();
            }
            if (end != whole.length()) {
                throw new BadInputException(
                        "EXPRESSION must be terms with ' + ' or ' - ' between, got '" + expression + "'");
            }
            return terms;
        }

        private static BufferedImage row(
                Term term, List<Integer> chosen, Selections selections, float[] mean, Shape shape) {
            List<Integer> shown = chosen.subList(0, Math.min(SHOWN, chosen.size()));
            String sign = term.sign() > 0 ? "+ " : "- ";
            String rest = shown.size() < chosen.size() ? " (" + shown.size() + " of " + chosen.size() + ")" : "";
            BufferedImage averaged = ImageGrid.draw(selections.at(shown), shape, shown.size());
            return Collage.beside(List.of(
                    Collage.captioned(sign + term.words() + rest, averaged),
                    Collage.captioned("mean z", ImageGrid.draw(mean, shape, 1))));
        }

        /** Nine latents, the fifth as it is, the others moved by noise uniform in [-0.25, 0.25). */
        private static List<double[]> around(double[] center, long seed) {
            float[] noise;
            try (RandomStream random = RandomStream.named("neighbours", seed)) {
                noise = Scope.reading(
                        () -> HostTensors.floats(random.uniform(ScalarType.Float, NEIGHBOURS, center.length)));
            }
            List<double[]> latents = new ArrayList<>();
            for (int k = 0; k < NEIGHBOURS; k++) {
                double[] moved = center.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += NOISE * (2 * noise[k * center.length + i] - 1);
                }
                latents.add(moved);
            }
            latents.add(NEIGHBOURS / 2, center);
            return latents;
        }
    }

    /** {@code monge latent direction}. */
    @Command(
            name = "direction",
            mixinStandardHelpOptions = true,
            description =
                    "Moves samples along an attribute: from the mean latent of samples without it to that of samples"
                            + " with it.")
    static final class Direction implements Callable<Integer> {
        private static final int COLUMNS = 9;
        private static final int ROWS = 6;

        @Spec
        private CommandSpec spec;

        @Mixin
        private LatentOptions options;

        @Option(
                names = "--with",
                required = true,
                paramLabel = "SAMPLES",
                description = "Samples by number, as 3,17,42, or the name of a class.")
        private String with;

        @Option(
                names = "--without",
                required = true,
                paramLabel = "SAMPLES",
                description = "Those without it, in the same way.")
        private String without;

        @Option(
                names = "--reach",
                paramLabel = "R",
                defaultValue = "1",
                description =
                        "How far to go to either side; 1 is the distance of the two means. Default: ${DEFAULT-VALUE}")
        private double reach;

        @Option(names = "--out", paramLabel = "FILE", description = "Default: direction.png in the run's folder.")
        private Path out;

        @Override
        public Integer call() throws IOException {
            if (!(reach > 0) || !Double.isFinite(reach)) {
                throw new BadInputException("--reach must be greater than 0, got " + reach);
            }
            Path target = options.target(out, "direction.png");
            try (LatentSpace space = options.open()) {
                Selections selections = new Selections(options, space);
                double[] to = selections.mean(selections.of("--with", with));
                double[] from = selections.mean(selections.of("--without", without));
                List<double[]> moved = new ArrayList<>();
                for (double[] start : selections
                        .latents()
                        .subList(0, Math.min(ROWS, selections.latents().size()))) {
                    for (int column = 0; column < COLUMNS; column++) {
                        double factor = reach * (2.0 * column / (COLUMNS - 1) - 1);
                        double[] latent = start.clone();
                        for (int i = 0; i < latent.length; i++) {
                            latent[i] += factor * (to[i] - from[i]);
                        }
                        moved.add(latent);
                    }
                }
                BufferedImage grid = ImageGrid.draw(
                        space.samples(moved), space.recipe().data().shape(), COLUMNS);
                String words = "from " + without + " (left) to " + with + " (right); in the middle, samples 0 to "
                        + (moved.size() / COLUMNS - 1);
                Collage.write(target, Collage.captioned(words, grid));
            }
            spec.commandLine().getOut().println(target);
            return Main.DONE;
        }
    }
}
