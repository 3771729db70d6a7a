package org.monge.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.monge.data.Modes;
import org.monge.engine.Require;

/**
 * Metrics that were asked for by their words, sorted by what they look at.
 *
 * @param onFeatures on the vectors of a {@link FeatureSpace}
 * @param onClasses on class probabilities
 * @param onImages on the images themselves
 */
public record MetricWords(List<Metric> onFeatures, List<Metric> onClasses, List<ImageMetric> onImages) {
    /** The metrics that are measured where nobody names others, of those that the samples allow. */
    public static final String STANDARD = "standard";

    /** All metrics that the samples allow. */
    public static final String ALL = "all";

    private static final List<Metric> FEATURES = List.of(
            new FrechetDistance(),
            new KernelDistance(),
            new PrecisionRecall(),
            new DensityCoverage(),
            new DuplicateRate(),
            new SlicedWasserstein(),
            new EarthMoverDistance(),
            new Sinkhorn());
    private static final List<Metric> CLASSES = List.of(new ClassifierScore(), new ClassCoverage());
    private static final List<ImageMetric> IMAGES = List.of(new MultiScaleSimilarity(), new PatchSlicedWasserstein());
    private static final Set<String> ONLY_BY_NAME = Set.of(
            "sliced-wasserstein", "earth-mover-distance", "sinkhorn-divergence", "ms-ssim", "patch-sliced-wasserstein");

    public MetricWords {
        onFeatures = List.copyOf(onFeatures);
        onClasses = List.copyOf(onClasses);
        onImages = List.copyOf(onImages);
    }

    /**
     * What samples allow.
     *
     * @param images whether they are images
     * @param labelled whether they have classes that a classifier can learn
     * @param modes of the mixture that they should come from
     */
    public record Subject(boolean images, boolean labelled, Optional<Modes> modes) {}

    /**
     * The metrics of these words.
     *
     * @param words names of metrics, {@code standard} or {@code all}
     * @throws IllegalArgumentException if there is no such metric, or the samples do not allow it
     */
    public static MetricWords of(List<String> words, Subject subject) {
        List<Metric> features = new ArrayList<>(FEATURES);
        subject.modes().ifPresent(modes -> features.add(0, new MixtureCoverage(modes)));
        List<Metric> classes = subject.labelled() ? CLASSES : List.of();
        List<ImageMetric> images = subject.images() ? IMAGES : List.of();
        Set<String> known = new LinkedHashSet<>();
        Stream.of(features, classes, images)
                .flatMap(List::stream)
                .map(Comparison::name)
                .forEach(known::add);
        Set<String> wanted = new LinkedHashSet<>();
        for (String word : words) {
            if (word.equals(ALL)) {
                wanted.addAll(known);
            } else if (word.equals(STANDARD)) {
                known.stream().filter(name -> !ONLY_BY_NAME.contains(name)).forEach(wanted::add);
            } else {
                String rule = "standard, all, or of " + String.join(", ", known) + " for these samples";
                Require.that(known.contains(word), "metric", rule, word);
                wanted.add(word);
            }
        }
        Require.that(!wanted.isEmpty(), "metrics", "at least one", "none");
        return chosen(features, classes, images, wanted::contains);
    }

    /**
     * Those of these metrics that so many samples of either side are too few or too many for, by name, and how many they
     * take: {@code at least 1000}.
     */
    public Map<String, String> unsupplied(int count, int dimension) {
        Map<String, String> unsupplied = new LinkedHashMap<>();
        all().forEach(metric -> {
            if (count < metric.least(dimension)) {
                unsupplied.put(metric.name(), "at least " + metric.least(dimension));
            } else if (count > metric.most()) {
                unsupplied.put(metric.name(), "at most " + metric.most());
            }
        });
        return unsupplied;
    }

    /**
     * Those of these metrics that so many samples of either side have too small draws for, by name, and how many they take.
     * They get no intervals.
     */
    public Map<String, Integer> withoutIntervals(int count, int dimension) {
        Map<String, Integer> without = new LinkedHashMap<>();
        all().filter(metric -> !Bootstrap.suffices(metric, count, dimension))
                .forEach(metric -> without.put(metric.name(), metric.least(dimension)));
        return without;
    }

    /** The same metrics, with {@code other} in the place of the one on features that has its name, if there is one. */
    public MetricWords with(Metric other) {
        List<Metric> features = onFeatures.stream()
                .map(metric -> metric.name().equals(other.name()) ? other : metric)
                .toList();
        return new MetricWords(features, onClasses, onImages);
    }

    /** The same metrics but for those of these names. */
    public MetricWords without(Set<String> names) {
        return chosen(onFeatures, onClasses, onImages, name -> !names.contains(name));
    }

    /** Which way the numbers that these metrics are named for get better, by name. */
    public Map<String, Direction> directions() {
        Map<String, Direction> directions = new LinkedHashMap<>();
        all().forEach(metric -> directions.put(metric.name(), metric.direction()));
        return directions;
    }

    private Stream<Comparison<?>> all() {
        return Stream.of(onFeatures, onClasses, onImages).flatMap(List::stream);
    }

    private static MetricWords chosen(
            List<Metric> features, List<Metric> classes, List<ImageMetric> images, Predicate<String> wanted) {
        return new MetricWords(chosen(features, wanted), chosen(classes, wanted), chosen(images, wanted));
    }

    private static <T extends Comparison<?>> List<T> chosen(List<T> metrics, Predicate<String> wanted) {
        return metrics.stream().filter(metric -> wanted.test(metric.name())).toList();
    }
}
