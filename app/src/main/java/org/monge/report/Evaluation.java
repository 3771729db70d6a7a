package org.monge.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.monge.metric.FeatureSpace;

/**
 * What was measured of some samples, and all that the numbers depend on: two evaluations that differ in it cannot be
 * compared.
 *
 * @param samples what was measured: a run's folder, or images
 * @param count how many samples, and how many real ones
 * @param seed of the samples, the choice among the real ones, and the metrics' draws
 * @param real what they were measured against
 * @param split which part of the real data: {@code train}, {@code test}, {@code what the run learned from}, or, of those
 *     without end, {@code drawn anew}
 * @param space where they were compared
 * @param dimension of its features
 * @param forced whether a metric was measured of fewer samples than it asks for
 * @param classifier what told classes apart; its hash is empty where nothing did
 * @param metrics the numbers by name
 * @param intervals of those of them that were measured again on resamples, by name
 * @param classes of each class, how many samples and how many real samples were taken for it
 * @param versions of the software
 */
public record Evaluation(
        String samples,
        @JsonProperty(required = true) int count,
        @JsonProperty(required = true) long seed,
        RunInfo.Data real,
        String split,
        FeatureSpace.Identity space,
        @JsonProperty(required = true) int dimension,
        @JsonProperty(required = true) boolean forced,
        ClassifierInfo classifier,
        Map<String, Double> metrics,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Interval> intervals,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ClassCount> classes,
        RunInfo.Versions versions) {
    /** @throws NullPointerException naming the part that is missing */
    public Evaluation {
        Objects.requireNonNull(samples, "samples is missing");
        Objects.requireNonNull(real, "real is missing");
        Objects.requireNonNull(split, "split is missing");
        Objects.requireNonNull(space, "space is missing");
        Objects.requireNonNull(classifier, "classifier is missing");
        Objects.requireNonNull(versions, "versions is missing");
        metrics = new LinkedHashMap<>(Objects.requireNonNull(metrics, "metrics is missing"));
        intervals = new LinkedHashMap<>(Objects.requireNonNullElse(intervals, Map.of()));
        classes = new LinkedHashMap<>(Objects.requireNonNullElse(classes, Map.of()));
    }

    /**
     * What told classes apart.
     *
     * @param sha256 of its weights
     * @param accuracy the share of test images that it took for what they are
     */
    public record ClassifierInfo(String sha256, @JsonProperty(required = true) double accuracy) {
        /** Nothing. */
        public static final ClassifierInfo NONE = new ClassifierInfo("", 0);
    }

    /** Where a number lies with a confidence of {@code level}, by the bootstrap. */
    public record Interval(
            @JsonProperty(required = true) double low,
            @JsonProperty(required = true) double high,
            @JsonProperty(required = true) double level) {}

    /** How many samples were taken for a class. */
    public record ClassCount(@JsonProperty(required = true) long samples, @JsonProperty(required = true) long real) {}

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException naming the file, and what in it is missing, unknown or of a wrong type
     */
    public static Evaluation read(Path file) throws IOException {
        return JsonFile.read(file, Evaluation.class);
    }

    /** Replaces {@code file} by this, as JSON. */
    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /** What stands against a comparison with {@code other}: the conditions that differ, in words; none if it is fair. */
    public List<String> differences(Evaluation other) {
        List<String> differences = new ArrayList<>();
        tell(differences, "features", space.name(), other.space.name());
        tell(differences, "SHA-256 of the extractor", space.sha256(), other.space.sha256());
        tell(differences, "preparation of images", space.preparation(), other.space.preparation());
        tell(differences, "SHA-256 of the classifier", classifier.sha256(), other.classifier.sha256());
        tell(differences, "SHA-256 of the real data", real.sha256(), other.real.sha256());
        tell(differences, "split", split, other.split);
        tell(differences, "shape", real.shape(), other.real.shape());
        tell(differences, "count", count, other.count);
        tell(differences, "forced", forced, other.forced);
        return differences;
    }

    private static void tell(List<String> differences, String what, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            differences.add(what + " " + ours + " and " + theirs);
        }
    }

    /** The numbers, for people. */
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        metrics.forEach((name, value) -> {
            List<String> row = new ArrayList<>(List.of(name, number(value)));
            if (!intervals.isEmpty()) {
                Interval interval = intervals.get(name);
                row.add(interval == null ? "" : number(interval.low()));
                row.add(interval == null ? "" : number(interval.high()));
            }
            rows.add(row);
        });
        String caption = String.format(
                Locale.ROOT,
                "%,d samples of %s against %,d of %s (%s), features %s of %d dimensions",
                count,
                samples,
                count,
                real.name(),
                split,
                space.name(),
                dimension);
        List<String> columns = new ArrayList<>(List.of("metric", "value"));
        intervals.values().stream().findFirst().ifPresent(any -> {
            columns.add(String.format(Locale.ROOT, "%.0f%% from", 100 * any.level()));
            columns.add("to");
        });
        return new Table(caption, columns, rows);
    }

    /** The shares of the classes, for people. */
    public Table classTable() {
        List<List<String>> rows = new ArrayList<>();
        classes.forEach(
                (name, found) -> rows.add(List.of(name, share(found.real(), count), share(found.samples(), count))));
        return new Table("classes", List.of("class", "real", "samples"), rows);
    }

    /** The numbers of two evaluations side by side. */
    public static Table comparison(String first, Evaluation a, String second, Evaluation b) {
        List<List<String>> rows = new ArrayList<>();
        a.metrics.forEach((name, value) -> {
            if (b.metrics.containsKey(name)) {
                double other = b.metrics.get(name);
                rows.add(List.of(name, number(value), number(other), number(other - value)));
            }
        });
        return new Table(first + " and " + second, List.of("metric", "first", "second", "difference"), rows);
    }

    private static String share(long part, long all) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / all);
    }

    /** Five digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
