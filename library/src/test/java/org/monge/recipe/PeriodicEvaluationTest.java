package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.checkpoint.Checkpoint;
import org.monge.data.Dataset;
import org.monge.engine.Execution;
import org.monge.engine.Shape;
import org.monge.metric.RandomConvolutions;
import org.monge.metric.RawValues;
import org.monge.train.Listener;
import org.monge.train.Report;

class PeriodicEvaluationTest {
    private static final Recipe PLAIN = Recipes.parse(
            """
            extends: wgan-gp-small
            name: measured
            data: {images: {source: noise, split: train, size: 8, channels: 1, unreadable: refuse}}
            latent: {normal: {size: 8}}
            generator:
              initializer: glorot-uniform
              layers:
                - dense: {units: 32, bias: true}
                - batch-norm: {epsilon: 0.001, momentum: 0.1}
                - relu
                - dense: {units: 64, bias: true}
                - reshape: {channels: 1, height: 8, width: 8}
                - tanh
            discriminator:
              initializer: glorot-uniform
              layers:
                - flatten
                - spectral-norm: {layer: {dense: {units: 16, bias: true}}}
                - leaky-relu: {slope: 0.2}
                - dense: {units: 1, bias: true}
            training:
              batch-size: 8
              alternation: {discriminator-steps: 2}
            output: {report-every: 2, sample-every: 100, checkpoint-every: 100, samples: 4}
            """);
    private static final Recipe MEASURED = measured("earth-mover-distance, density", 20);

    private static Recipe measured(String metrics, int samples) {
        return Recipes.parse(Recipes.toYaml(PLAIN)
                .replace(
                        "evaluation: none",
                        "evaluation: {periodic: {every: 4, samples: " + samples + ", metrics: [" + metrics
                                + "], features: pixels, keep-best: none}}"));
    }

    private static Dataset noise(long seed, int count) {
        byte[] pixels = new byte[count * 64];
        new Random(seed).nextBytes(pixels);
        return new Dataset("noise", "nowhere", Shape.of(1, 8, 8), pixels, new int[0], List.of());
    }

    private static PeriodicEvaluation against(Dataset real) {
        return new PeriodicEvaluation(MEASURED, new RawValues(), Optional.empty(), real);
    }

    private static List<Report> train(Composition run, long steps) {
        List<Report> reports = new ArrayList<>();
        run.training().run(steps, () -> false, List.of(new Listener() {
            @Override
            public void reported(Report report) {
                reports.add(report);
            }
        }));
        return reports;
    }

    @Test
    void aMeasuredRunIsTheSameRun(@TempDir Path folder) throws IOException {
        List<List<Report>> reports = new ArrayList<>();
        for (int measured = 0; measured < 2; measured++) {
            try (PeriodicEvaluation evaluation = against(noise(2, 30));
                    Composition run = measured == 1
                            ? new Composition(MEASURED, noise(1, 40), Execution.PLAIN, Optional.of(evaluation))
                            : new Composition(PLAIN, noise(1, 40))) {
                reports.add(train(run, 8));
                Checkpoint.save(folder.resolve("end-" + measured), 8, "digest", run);
            }
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("end-0")), Files.readAllBytes(folder.resolve("end-1")));
        for (int i = 0; i < 4; i++) {
            Map<String, Double> rest = new LinkedHashMap<>(reports.get(1).get(i).meters());
            boolean isDue = reports.get(1).get(i).step() % 4 == 0;
            assertEquals(isDue, rest.keySet().removeIf(PeriodicEvaluation::isEvaluation));
            assertEquals(reports.get(0).get(i).meters(), rest);
        }
    }

    @Test
    void theSamplesOfTheRunAreMeasuredTheSameEveryTime() {
        try (PeriodicEvaluation evaluation = against(noise(2, 30));
                PeriodicEvaluation again = against(noise(2, 30));
                Composition run = new Composition(MEASURED, noise(1, 40), Execution.PLAIN, Optional.of(evaluation))) {
            Map<String, Double> fresh = evaluation.measure(run.sampler());
            Map<String, Double> last = train(run, 4).get(1).meters();
            Map<String, Double> averaged = evaluation.measure(run.sampler());
            assertEquals(
                    List.of(
                            "evaluation/density",
                            "evaluation/coverage",
                            "evaluation/earth-mover-distance",
                            "evaluation/earth-mover-distance/bound"),
                    List.copyOf(averaged.keySet()));
            averaged.forEach((name, value) -> assertEquals(value, last.get(name), name));
            assertEquals(averaged, again.measure(run.sampler()));
            assertNotEquals(fresh, averaged);
            assertNotEquals(averaged, evaluation.measure(run.players().generator()));
        }
    }

    @Test
    void otherRealSamplesGiveOtherNumbers() {
        try (PeriodicEvaluation one = against(noise(2, 30));
                PeriodicEvaluation other = against(noise(3, 30));
                Composition run = new Composition(PLAIN, noise(1, 40))) {
            assertNotEquals(one.measure(run.sampler()), other.measure(run.sampler()));
        }
    }

    @Test
    void whatCannotBeMeasuredIsToldBeforeTheFirstStep() {
        Recipe few = measured("frechet-distance", 30);
        try (PeriodicEvaluation evaluation =
                new PeriodicEvaluation(few, new RawValues(), Optional.empty(), noise(2, 30))) {
            String told = assertThrows(
                            IllegalArgumentException.class,
                            () -> new Composition(few, noise(1, 40), Execution.PLAIN, Optional.of(evaluation)))
                    .getMessage();
            assertTrue(told.contains("at least 65 (more than dimensions)"), told);
        }
    }

    @Test
    void misfitsAreRefused() {
        assertRefused("count of samples must be at most the 10 of noise, got 20", () -> against(noise(2, 10)));
        assertRefused(
                "evaluation must be periodic, got none in measured",
                () -> new PeriodicEvaluation(PLAIN, new RawValues(), Optional.empty(), noise(2, 30)));
        assertRefused(
                "evaluation of measured must be given to what asks for it, got none",
                () -> new Composition(MEASURED, noise(1, 40)));
        Recipe classes = measured("classes", 20);
        RandomConvolutions space = new RandomConvolutions(Shape.of(1, 8, 8));
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> new PeriodicEvaluation(classes, space, Optional.empty(), noise(2, 30)))
                .getMessage();
        assertTrue(told.endsWith("for these samples, got classes"), told);
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
