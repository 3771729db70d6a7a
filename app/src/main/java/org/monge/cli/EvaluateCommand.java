package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.monge.data.Dataset;
import org.monge.data.Split;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.metric.Bootstrap;
import org.monge.metric.Evaluator;
import org.monge.metric.FeatureSpace;
import org.monge.metric.Features;
import org.monge.metric.MetricWords;
import org.monge.metric.NearestSamples;
import org.monge.metric.Neighbours;
import org.monge.metric.SampleSet;
import org.monge.recipe.EvaluationSpace;
import org.monge.report.Evaluation;
import org.monge.report.ImageGrid;
import org.monge.report.RunInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures how good samples are: those of a run, or images that anything else has made.",
        footer = {
            "",
            "Examples:",
            "  monge evaluate runs/wgan-gp-small-1",
            "  monge evaluate runs/wgan-gp-small-1 -n 5000 --metrics standard,ms-ssim --json one.json",
            "  monge evaluate images/ --against fashion-mnist --shape 1x28x28 --features pixels",
            "  monge evaluate images.npz --against photos/ --shape 3x64x64 --features inception.pt \\",
            "      --input 3x299x299 --resize bilinear --range -1:1",
            "  monge evaluate --compare one.json two.json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_BY_DEFAULT = 10_000;
    private static final int MOST_CLASSES = 100;
    private static final int SHOWN = 8;
    /** Of confidence. */
    private static final double LEVEL = 0.95;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SAMPLES", description = "A run's folder, or images in a form of --data.")
    private Path samples;

    @Option(
            names = "--against",
            paramLabel = "DATA",
            description = "Real images: a name or a path. Default: what the run learned from.")
    private String against;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "Of published data: train or test. Default: ${DEFAULT-VALUE}")
    private Split split;

    @Option(
            names = "--shape",
            paramLabel = "CxHxW",
            description = "Of the images, such as 1x28x28; others are resized. Default: the run's.")
    private String shape;

    @Mixin
    private MetricOptions metrics;

    @Option(
            names = "--features",
            paramLabel = "SPACE",
            description = "Where samples are compared: classifier (of the real data's classes), pixels, random"
                    + " (convolutions), or a network in a TorchScript or .onnx file. Default: classifier for labelled"
                    + " images, random for others, pixels for points.")
    private String features;

    @Mixin
    private final FileOptions file = new FileOptions();

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "How many samples, and as many real ones. Default: 10,000, or as many as there are.")
    private Integer count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the samples and the choice among the real ones. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--intervals",
            paramLabel = "R",
            description = "Measure again on R resamples, 200 for example, for 95%% intervals beside the numbers.")
    private Integer resamples;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers, and all they depend on, to FILE.")
    private Path json;

    @Option(
            names = "--neighbors",
            paramLabel = "FILE",
            description = "Draw eight samples, each with the seven training images nearest to it.")
    private Path neighbors;

    @Option(
            names = "--compare",
            paramLabel = "JSON",
            arity = "2",
            description = "Compare the numbers of two files that --json has written.")
    private List<Path> compared;

    @Override
    public Integer call() throws IOException {
        if (compared != null) {
            return compare();
        }
        if (samples == null) {
            throw new BadInputException("SAMPLES must be a run's folder or images, got nothing");
        }
        try (Bars bars = new Bars(spec.commandLine().getOut());
                Subject subject = Subject.open(samples, against, split, shape(), seed)) {
            int number = number(subject);
            return evaluate(subject, number, bars);
        } catch (IllegalArgumentException misfit) {
            throw new BadInputException(misfit.getMessage());
        }
    }

    private Optional<Shape> shape() {
        return Optional.ofNullable(shape).map(text -> FileOptions.shape("--shape", text));
    }

    private EvaluationSpace space(RealData real) {
        if (features == null) {
            file.requireNone("none");
            return real.features();
        }
        return file.space(features);
    }

    private int number(Subject subject) {
        long most = subject.most();
        if (count == null) {
            return (int) Math.min(MOST_BY_DEFAULT, most);
        }
        if (count < 2 || count > most) {
            throw new BadInputException("-n must be from 2 to " + most + ", got " + count);
        }
        return count;
    }

    private int evaluate(Subject subject, int number, Bars bars) throws IOException {
        Optional<Bootstrap> bootstrap = bootstrap();
        MetricWords asked = metrics.asked(subject.real().allows(), number);
        SampleSet real = SampleSet.real(subject.real().samples(), number, seed);
        SampleSet made = subject.samples(number);
        boolean judged = !asked.onClasses().isEmpty();
        try (Extractors extractors =
                Extractors.open(space(subject.real()), subject.real().data(), judged, bars)) {
            bars.close();
            int dimension = extractors.space().dimension(made.shape());
            MetricOptions.Choice choice = metrics.supplied(
                    asked, number, dimension, spec.commandLine().getOut());
            if (bootstrap.isPresent()) {
                tellMissingIntervals(choice.words(), number, dimension);
            }
            Evaluator.Result result = measure(choice.words(), extractors, real, made, bootstrap, bars);
            Evaluation evaluation = new Evaluation(
                    samples.toString(),
                    number,
                    seed,
                    RunInfo.Data.of(subject.real().samples()),
                    subject.part(),
                    extractors.space().identity(),
                    dimension,
                    choice.forced(),
                    extractors.classifierInfo(),
                    result.numbers(),
                    intervals(result),
                    classes(subject.real(), result),
                    RunInfo.Versions.current());
            print(evaluation);
            if (json != null) {
                evaluation.write(json);
            }
            metrics.writePlan(made, real);
            if (neighbors != null) {
                drawNeighbors(subject, made, extractors.space(), bars);
            }
        }
        return Main.DONE;
    }

    private Evaluator.Result measure(
            MetricWords words,
            Extractors extractors,
            SampleSet real,
            SampleSet made,
            Optional<Bootstrap> bootstrap,
            Bars bars) {
        int number = made.count();
        SampleSet watched = real.watched(bars.begin("looking at " + number + " real samples", number));
        try (Evaluator evaluator = new Evaluator(words, extractors.space(), extractors.judge(), watched, seed)) {
            SampleSet heard = made.watched(bars.begin("looking at " + number + " samples", number));
            return bootstrap.isEmpty()
                    ? evaluator.measure(heard)
                    : evaluator.measure(
                            heard,
                            bootstrap.orElseThrow(),
                            draws -> bars.begin("measuring again, on " + resamples + " resamples a metric", draws));
        } finally {
            bars.close();
        }
    }

    private void tellMissingIntervals(MetricWords words, int number, int dimension) {
        PrintWriter out = spec.commandLine().getOut();
        words.withoutIntervals(number, dimension)
                .forEach((name, least) -> out.println("no interval for " + name + ", which takes at least " + least
                        + " samples: of " + number + " a resample has half"));
    }

    private Optional<Bootstrap> bootstrap() {
        if (resamples == null) {
            return Optional.empty();
        }
        if (resamples < 2) {
            throw new BadInputException("--intervals must be at least 2 resamples, got " + resamples);
        }
        return Optional.of(new Bootstrap(resamples, LEVEL));
    }

    private static Map<String, Evaluation.Interval> intervals(Evaluator.Result result) {
        Map<String, Evaluation.Interval> intervals = new LinkedHashMap<>();
        result.intervals()
                .forEach((name, found) ->
                        intervals.put(name, new Evaluation.Interval(found.low(), found.high(), LEVEL)));
        return intervals;
    }

    private static Map<String, Evaluation.ClassCount> classes(RealData data, Evaluator.Result result) {
        Map<String, Evaluation.ClassCount> classes = new LinkedHashMap<>();
        result.classes()
                .filter(counts -> counts.counts().size() <= MOST_CLASSES)
                .ifPresent(counts -> {
                    List<Long> real = result.realClasses().orElseThrow().counts();
                    for (int i = 0; i < counts.counts().size(); i++) {
                        Evaluation.ClassCount found =
                                new Evaluation.ClassCount(counts.counts().get(i), real.get(i));
                        classes.put(data.className(i), found);
                    }
                });
        return classes;
    }

    private void print(Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Networks.text(evaluation.table()));
        if (!evaluation.classes().isEmpty()) {
            out.println();
            out.print(Networks.text(evaluation.classTable()));
        }
        out.flush();
    }

    /** Samples from all over the set, so that a conditional generator shows several classes. */
    private void drawNeighbors(Subject subject, SampleSet made, FeatureSpace space, Bars bars) throws IOException {
        Dataset training = subject.real().training();
        int shown = Math.min(SHOWN, made.count());
        List<float[]> cells = new ArrayList<>();
        int size = (int) made.shape().size();
        int[] seen = {0};
        Features vectors = FeatureSpace.collect(made, space::features).select(spread(shown, made.count()));
        made.forEach(chunk -> {
            for (int place : spread(shown, made.count())) {
                if (place >= seen[0] && place < seen[0] + chunk.size(0)) {
                    cells.add(HostTensors.floats(chunk.select(0, place - seen[0])));
                }
            }
            seen[0] += (int) chunk.size(0);
        });
        int nearest = (int) Math.min(SHOWN - 1, training.count());
        Neighbours found = NearestSamples.of(
                vectors,
                SampleSet.of(training)
                        .watched(bars.begin(
                                "looking for neighbors among " + training.count() + " training images",
                                training.count())),
                space,
                nearest);
        bars.close();
        float[] grid = new float[shown * (nearest + 1) * size];
        for (int i = 0; i < shown; i++) {
            System.arraycopy(cells.get(i), 0, grid, i * (nearest + 1) * size, size);
            for (int j = 0; j < nearest; j++) {
                float[] image = image(training, found.indices()[i * nearest + j]);
                System.arraycopy(image, 0, grid, (i * (nearest + 1) + j + 1) * size, size);
            }
        }
        ImageGrid.of(made.shape()).write(neighbors, grid);
        spec.commandLine().getOut().println(neighbors);
    }

    private static float[] image(Dataset images, int index) {
        return Scope.reading(() -> HostTensors.floats(images.images(index)));
    }

    private static int[] spread(int shown, int count) {
        int[] places = new int[shown];
        Arrays.setAll(places, i -> (int) ((long) i * count / shown));
        return places;
    }

    private int compare() throws IOException {
        Evaluation first = Evaluation.read(compared.get(0));
        Evaluation second = Evaluation.read(compared.get(1));
        List<String> differences = first.differences(second);
        if (!differences.isEmpty()) {
            throw new BadInputException(
                    "evaluations must be made alike to be compared, got " + String.join("; ", differences));
        }
        String a = compared.get(0).toString();
        String b = compared.get(1).toString();
        spec.commandLine().getOut().print(Networks.text(Evaluation.comparison(a, first, b, second)));
        return Main.DONE;
    }
}
