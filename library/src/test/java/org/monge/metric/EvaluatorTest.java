package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.monge.data.Dataset;
import org.monge.data.PointCloud;
import org.monge.engine.Shape;
import org.monge.metric.MetricWords.Subject;

class EvaluatorTest {
    private static final Dataset REAL = BrightSpots.dataset(300, 1);
    private static final Dataset MADE = BrightSpots.dataset(260, 2);
    private static final Subject LABELLED = new Subject(true, true, Optional.empty());

    /** Bright at the left is class 0, anything else class 1. */
    private static final Judge LEFT_OR_NOT = images -> {
        var left = images.narrow(3, 0, 1).flatten(1, -1).mean(1); // (N)
        var score = torch.stack(new TensorVector(left, left.neg()), 1);
        return score.softmax(1);
    };

    @Test
    void itMeasuresWhatTheMetricsDo() {
        MetricWords words = MetricWords.of(List.of("frechet-distance", "classes"), LABELLED);
        try (Evaluator evaluator =
                new Evaluator(words, new RawValues(), Optional.of(LEFT_OR_NOT), SampleSet.of(REAL), 5)) {
            Evaluator.Result result = evaluator.measure(SampleSet.of(MADE));
            Features real = new RawValues().of(SampleSet.of(REAL));
            Features made = new RawValues().of(SampleSet.of(MADE));
            double distance = new FrechetDistance().measure(made, real, 5).get("frechet-distance");
            assertEquals(distance, result.numbers().get("frechet-distance"));
            assertEquals(260, result.classes().orElseThrow().total());
            assertEquals(300, result.realClasses().orElseThrow().total());
            assertEquals(2.0, result.numbers().get("classes"));
            assertEquals(result, evaluator.measure(SampleSet.of(MADE)));
        }
    }

    @Test
    void intervalsAreThoseOfTheBootstrap() {
        MetricWords words =
                MetricWords.of(List.of("frechet-distance", "density", "classes", "earth-mover-distance"), LABELLED);
        Bootstrap bootstrap = new Bootstrap(20, 0.9);
        List<Integer> heard = new ArrayList<>();
        try (Evaluator evaluator =
                new Evaluator(words, new RawValues(), Optional.of(LEFT_OR_NOT), SampleSet.of(REAL), 5)) {
            Evaluator.Result plain = evaluator.measure(SampleSet.of(MADE));
            Evaluator.Result result = evaluator.measure(SampleSet.of(MADE), bootstrap, draws -> {
                heard.add(draws);
                return heard::add;
            });
            assertEquals(Map.of(), plain.intervals());
            assertEquals(plain.numbers(), result.numbers());
            Features real = new RawValues().of(SampleSet.of(REAL));
            Features made = new RawValues().of(SampleSet.of(MADE));
            Bootstrap.Interval distance = result.intervals().get("frechet-distance");
            assertEquals(bootstrap.measure(new FrechetDistance(), made, real, 5).get("frechet-distance"), distance);
            assertTrue(distance.low() < distance.high());
            assertEquals(plain.numbers().get("frechet-distance"), distance.value());
            assertEquals(new Bootstrap.Interval(2, 2, 2), result.intervals().get("classes"));
            assertEquals(result.numbers().keySet(), result.intervals().keySet());
            assertEquals(4 * 20, heard.get(0), "draws of four metrics");
            assertEquals(IntStream.rangeClosed(1, 80).boxed().toList(), heard.subList(1, heard.size()));
        }
    }

    @Test
    void aMetricThatHalvesAreTooFewForHasANumberOnly() {
        MetricWords words = MetricWords.of(List.of("density", "precision"), LABELLED);
        assertEquals(Map.of("density", 6), words.withoutIntervals(11, 2));
        assertEquals(Map.of(), words.withoutIntervals(12, 2));
        SampleSet eleven = SampleSet.of(BrightSpots.dataset(11, 3));
        try (Evaluator evaluator = new Evaluator(words, new RawValues(), Optional.empty(), eleven, 1)) {
            Evaluator.Result result = evaluator.measure(eleven, new Bootstrap(5, 0.9), draws -> made -> {});
            assertEquals(
                    Set.of("precision", "recall", "density", "coverage"),
                    result.numbers().keySet());
            assertEquals(Set.of("precision", "recall"), result.intervals().keySet());
        }
    }

    @Test
    void imagesAreKeptForMetricsOnImages() {
        ImageMetric first = new ImageMetric() {
            @Override
            public String name() {
                return "first";
            }

            @Override
            public Map<String, Double> measure(Tensor generated, Tensor real, long seed) {
                return Map.of("first", (double) generated.size(0) * 1000 + real.size(0));
            }
        };
        MetricWords words = new MetricWords(List.of(), List.of(), List.of(first));
        try (Evaluator evaluator = new Evaluator(words, new RawValues(), Optional.empty(), SampleSet.of(REAL), 1)) {
            assertEquals(
                    260_300.0, evaluator.measure(SampleSet.of(MADE)).numbers().get("first"));
        }
    }

    @Test
    void wordsNameTheMetricsThatTheSamplesAllow() {
        Subject images = new Subject(true, false, Optional.empty());
        assertTrue(MetricWords.of(List.of("standard"), images).onClasses().isEmpty());
        assertTrue(MetricWords.of(List.of("standard"), LABELLED).onImages().isEmpty());
        assertEquals(2, MetricWords.of(List.of("all"), LABELLED).onImages().size());
        assertEquals(MetricWords.of(List.of("all"), LABELLED), MetricWords.of(List.of("standard", "all"), LABELLED));
        Subject points = new Subject(false, false, PointCloud.EIGHT_GAUSSIANS.modes());
        assertEquals(
                "modes",
                MetricWords.of(List.of("standard"), points).onFeatures().get(0).name());
        Samples.assertRefused(
                "metric must be standard, all, or of frechet-distance, kernel-distance, precision, density,"
                        + " duplicate-rate, sliced-wasserstein, earth-mover-distance, sinkhorn-divergence, ms-ssim,"
                        + " patch-sliced-wasserstein for these samples, got classes",
                () -> MetricWords.of(List.of("classes"), images));
    }

    @Test
    void everyStandardMetricIsOneOfAll() {
        MetricWords standard = MetricWords.of(List.of("standard"), LABELLED);
        MetricWords all = MetricWords.of(List.of("all"), LABELLED);
        assertTrue(all.onFeatures().containsAll(standard.onFeatures()));
        assertEquals(
                List.of("frechet-distance", "kernel-distance", "precision", "density", "duplicate-rate"),
                standard.onFeatures().stream().map(Metric::name).toList());
    }

    @Test
    void countsThatAreTooSmallOrTooLargeAreToldWithTheRule() {
        MetricWords standard = MetricWords.of(List.of("standard"), LABELLED);
        assertEquals(Map.of("kernel-distance", "at least 1000"), standard.unsupplied(999, 998));
        assertEquals(Map.of("frechet-distance", "at least 1001"), standard.unsupplied(1000, 1000));
        Map<String, String> few = standard.unsupplied(3, 1);
        assertEquals(
                Map.of(
                        "kernel-distance", "at least 1000",
                        "precision", "at least 4",
                        "density", "at least 6",
                        "classifier-score", "at least 10"),
                few);
        MetricWords all = MetricWords.of(List.of("all"), LABELLED);
        assertEquals(Map.of(), all.unsupplied(5000, 128));
        assertEquals(Map.of("earth-mover-distance", "at most 5000"), all.unsupplied(5001, 128));
        assertEquals(
                List.of("frechet-distance", "duplicate-rate"),
                standard.without(few.keySet()).onFeatures().stream()
                        .map(Metric::name)
                        .toList());
    }

    @Test
    void aSpaceTellsHowManyFeaturesThereAre() {
        assertEquals(192, new RawValues().dimension(Shape.of(3, 8, 8)));
        try (RandomConvolutions random = new RandomConvolutions(Shape.of(1, 8, 8))) {
            assertEquals(256, random.dimension(Shape.of(1, 8, 8)));
        }
    }

    @Test
    void nearestSamplesAreThoseOfTheWholePool() {
        Dataset pool = BrightSpots.dataset(700, 3); // three chunks
        Features few = new RawValues().of(SampleSet.of(MADE.select(0, 5, 9)));
        Neighbours wanted = Neighbours.of(few, new RawValues().of(SampleSet.of(pool)), 4);
        Neighbours found = NearestSamples.of(few, SampleSet.of(pool), new RawValues(), 4);
        assertArrayEquals(wanted.indices(), found.indices());
        assertArrayEquals(wanted.distances(), found.distances(), 1e-12);
        Samples.assertRefused(
                "count of neighbours must be at most 700, got 701",
                () -> NearestSamples.of(few, SampleSet.of(pool), new RawValues(), 701));
    }

    @Test
    void selectedImagesAreADatasetOfTheirOwn() {
        Dataset some = REAL.select(4, 2, 4);
        assertEquals(3, some.count());
        assertEquals(REAL.label(2), some.label(1));
        assertEquals(Shape.of(1, 8, 8), some.shape());
        assertArrayEquals(
                new RawValues().of(SampleSet.of(REAL)).row(2),
                new RawValues().of(SampleSet.of(some)).row(1));
        Samples.assertRefused("index must be from 0 to 299, got 300", () -> REAL.select(300));
    }
}
