package org.monge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.monge.engine.Shape;
import org.monge.metric.Preparation;
import org.monge.recipe.EvaluationSpace;
import picocli.CommandLine.Option;

/** What a network in a file takes, where {@code --features} names one. */
final class FileOptions {
    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,8})x([1-9]\\d{0,8})x([1-9]\\d{0,8})");
    private static final Pattern RANGE = Pattern.compile("(-?\\d+(?:\\.\\d+)?):(-?\\d+(?:\\.\\d+)?)");

    /** What needs no file. */
    private static final SortedMap<String, EvaluationSpace> NAMED = new TreeMap<>(Map.of(
            "classifier",
            new EvaluationSpace.Classifier(),
            "pixels",
            new EvaluationSpace.Pixels(),
            "random",
            new EvaluationSpace.Random()));

    @Option(names = "--input", paramLabel = "CxHxW", description = "The images that the network in the file takes.")
    private String input;

    @Option(
            names = "--resize",
            paramLabel = "MODE",
            description = "How images reach that size: none, nearest, bilinear, bicubic or area.")
    private Preparation.Resizing resizing;

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            description = "The values of black and white that the network takes, such as 0:255.")
    private String range;

    private final List<String> words;

    /** Of a command that knows these words beside {@link #NAMED} and files. */
    FileOptions(String... others) {
        words = Stream.concat(Stream.of(others), NAMED.keySet().stream()).toList();
    }

    /** What the word stands for, or the network in the file of this name. */
    EvaluationSpace space(String name) {
        if (!NAMED.containsKey(name)) {
            return network(name);
        }
        requireNone(name);
        return NAMED.get(name);
    }

    private EvaluationSpace network(String name) {
        if (!Files.isRegularFile(Path.of(name))) {
            throw new BadInputException(
                    "--features must be " + String.join(", ", words) + " or a file that exists, got " + name);
        }
        if (input == null || resizing == null || range == null) {
            throw new BadInputException("--features FILE must come with --input, --resize and --range, which change"
                    + " every number; got not all of them");
        }
        Shape shape = shape("--input", input);
        double[] ends = ends();
        return new EvaluationSpace.Network(name, shape.get(0), shape.get(1), shape.get(2), resizing, ends[0], ends[1]);
    }

    /** Refuses what only a file needs. */
    void requireNone(String word) {
        if (input != null || resizing != null || range != null) {
            throw new BadInputException("--input, --resize and --range must come with --features FILE, got " + word);
        }
    }

    private double[] ends() {
        Matcher ends = RANGE.matcher(range);
        if (ends.matches()) {
            double low = Double.parseDouble(ends.group(1));
            double high = Double.parseDouble(ends.group(2));
            if (low < high) {
                return new double[] {low, high};
            }
        }
        throw new BadInputException("--range must be two numbers, the lower first, such as 0:255, got " + range);
    }

    /** Channels, height and width. */
    static Shape shape(String option, String text) {
        Matcher extents = SHAPE.matcher(text);
        if (!extents.matches()) {
            throw new BadInputException(option + " must be channels, height and width such as 1x28x28, got " + text);
        }
        return Shape.of(
                Long.parseLong(extents.group(1)), Long.parseLong(extents.group(2)), Long.parseLong(extents.group(3)));
    }
}
