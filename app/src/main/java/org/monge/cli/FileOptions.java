package org.monge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.monge.engine.Shape;
import org.monge.metric.FeatureSpace;
import org.monge.metric.OnnxFeatures;
import org.monge.metric.Preparation;
import org.monge.metric.TorchScriptFeatures;
import picocli.CommandLine.Option;

/** What a network in a file takes, where {@code --features} names one. */
final class FileOptions {
    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,8})x([1-9]\\d{0,8})x([1-9]\\d{0,8})");
    private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+):(-?[0-9.]+)");

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

    /** Of a command that knows these words, and those of {@link Extractors#NAMED}, beside files. */
    FileOptions(String... others) {
        words = Stream.concat(Stream.of(others), Extractors.NAMED.stream()).toList();
    }

    /** The network in the file of this name. */
    FeatureSpace open(String name) throws IOException {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "--features must be " + String.join(", ", words) + " or a file that exists, got " + name);
        }
        if (input == null || resizing == null || range == null) {
            throw new BadInputException("--features FILE must come with --input, --resize and --range, which change"
                    + " every number; got not all of them");
        }
        Preparation preparation = preparation();
        return name.endsWith(".onnx")
                ? new OnnxFeatures(file, preparation)
                : new TorchScriptFeatures(file, preparation);
    }

    /** Refuses what only a file needs. */
    void requireNone(String word) {
        if (input != null || resizing != null || range != null) {
            throw new BadInputException("--input, --resize and --range must come with --features FILE, got " + word);
        }
    }

    private Preparation preparation() {
        Matcher ends = RANGE.matcher(range);
        try {
            if (ends.matches()) {
                double low = Double.parseDouble(ends.group(1));
                return new Preparation(shape("--input", input), resizing, low, Double.parseDouble(ends.group(2)));
            }
        } catch (NumberFormatException misspelt) {
            // Told below.
        }
        throw new BadInputException("--range must be two numbers such as 0:255, got " + range);
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
