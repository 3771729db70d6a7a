package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.checkpoint.Checkpoint;
import org.monge.data.Dataset;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import org.monge.engine.Shape;
import org.monge.train.Diagnostics;
import org.monge.train.Listener;
import org.monge.train.Report;

class ResumeTest {
    private static final String DIGEST = "test";
    private static final Recipe RECIPE = Recipes.parse(
            """
            extends: wgan-gp-small
            name: resume
            data: {images: {source: noise, split: train, size: 8, channels: 1, unreadable: refuse}}
            latent: {normal: {size: 8}}
            generator:
              initializer: glorot-uniform
              layers:
                - dense: {units: 64, bias: true}
                - batch-norm: {epsilon: 0.001, momentum: 0.1}
                - relu
                - reshape: {channels: 4, height: 4, width: 4}
                - upsample: {factor: 2}
                - convolution: {filters: 1, kernel: 3, stride: 1, padding: 1, bias: true}
                - tanh
            discriminator:
              initializer: glorot-uniform
              layers:
                - convolution: {filters: 8, kernel: 3, stride: 2, padding: 1, bias: true}
                - leaky-relu: {slope: 0.2}
                - convolution: {filters: 4, kernel: 3, stride: 1, padding: 1, bias: true}
                - flatten
                - dense: {units: 1, bias: true}
            training:
              batch-size: 8
              alternation: {discriminator-steps: 2}
            output: {report-every: 3, sample-every: 100, checkpoint-every: 100, samples: 4}
            """);

    /** Fewer images than seven steps take, so that the data's order is drawn anew on the way. */
    private static Dataset noise() {
        byte[] pixels = new byte[50 * 64];
        new Random(5).nextBytes(pixels);
        return new Dataset("noise", "nowhere", Shape.of(1, 8, 8), pixels, new int[0], List.of());
    }

    private static Dataset labelledNoise() {
        byte[] pixels = new byte[50 * 64];
        new Random(6).nextBytes(pixels);
        int[] labels = new Random(7).ints(50, 0, 3).toArray();
        return new Dataset("noise", "nowhere", Shape.of(1, 8, 8), pixels, labels, List.of("a", "b", "c"));
    }

    @Test
    void goesOnBitForBitWhereItStopped(@TempDir Path folder) throws IOException {
        assertResumes(RECIPE, noise(), Execution.PLAIN, folder);
    }

    @Test
    void bfloat16GoesOnBitForBit(@TempDir Path folder) throws IOException {
        assertResumes(RECIPE, noise(), new Execution(Device.CPU, Precision.BF16), folder);
    }

    @Test
    void everythingThatAStepCanHaveGoesOnBitForBit(@TempDir Path folder) throws IOException {
        Recipe everything = Recipes.parse(changed(
                "training.presentation.noise=annealed: {deviation: 0.5, until: 6}",
                "training.alternation.burst=periodic: {steps: 3, first: 1, every: 5}",
                "training.alternation.generator-steps=2",
                "training.discriminator.optimizer=rms-prop: {learning-rate: 1e-3, decay: 0.9, epsilon: 1e-8}",
                "training.discriminator.schedule=warm-up: {steps: 6}",
                "training.generator.optimizer=sgd: {learning-rate: 1e-3, momentum: 0.5, nesterov: false}",
                "training.generator.schedule=linear-decay: {from: 2, until: 8}",
                "generator.layers[0]=label-embedding: {classes: 3, size: 56}",
                "discriminator.layers[0]=spectral-norm: {layer: {convolution:"
                        + " {filters: 8, kernel: 3, stride: 2, padding: 1, bias: true}}}",
                "discriminator.layers[4]=projection: {classes: 3}",
                "objective=relativistic-paired",
                "penalty=dragan: {weight: 1, target: 1, deviation: 0.5}",
                "constraint=weight-clipping: {bound: 0.5}",
                "diagnostics=periodic: {every: 3, batches: 2, patience: 3}"));
        assertResumes(everything, labelledNoise(), Execution.PLAIN, folder);
    }

    @Test
    void anExaminedRunIsTheSameRun(@TempDir Path folder) throws IOException {
        Recipe examined = Recipes.parse(changed("diagnostics=periodic: {every: 3, batches: 2, patience: 3}"));
        List<Report> reports = new ArrayList<>();
        List<Path> ends = new ArrayList<>();
        for (Recipe recipe : List.of(RECIPE, examined)) {
            try (Composition run = new Composition(recipe, noise())) {
                run.training().run(6, () -> false, collecting(reports));
                ends.add(folder.resolve("end-" + ends.size()));
                Checkpoint.save(ends.get(ends.size() - 1), 6, DIGEST, run);
            }
        }
        assertArrayEquals(Files.readAllBytes(ends.get(0)), Files.readAllBytes(ends.get(1)));
        Map<String, Double> plain = reports.get(1).meters();
        Map<String, Double> beside = new LinkedHashMap<>(reports.get(3).meters());
        beside.keySet().removeIf(Diagnostics::isDiagnostic);
        assertEquals(plain, beside);
        double ratio = reports.get(3).meters().get("diagnostics/critic-update/0.weight");
        assertTrue(ratio > 0 && ratio < 1, "ratio " + ratio);
    }

    private static String changed(String... changes) throws IOException {
        Path file = Files.createTempFile("recipe", ".yaml");
        Files.writeString(file, Recipes.toYaml(RECIPE));
        String yaml = Recipes.toYaml(Recipes.load(file.toString(), List.of(changes)));
        Files.delete(file);
        return yaml;
    }

    /** Stops at step 4, in the middle of a report's interval and of a pass over the data. */
    private static void assertResumes(Recipe recipe, Dataset data, Execution execution, Path folder)
            throws IOException {
        List<Report> uninterrupted = new ArrayList<>();
        Path whole = folder.resolve("whole");
        try (Composition run = new Composition(recipe, data, execution)) {
            run.training().run(7, () -> false, collecting(uninterrupted));
            Checkpoint.save(whole, 7, DIGEST, run);
        }

        List<Report> resumed = new ArrayList<>();
        Path half = folder.resolve("half");
        try (Composition run = new Composition(recipe, data, execution)) {
            run.training().run(7, () -> run.training().step() == 4, collecting(resumed));
            assertEquals(4, run.training().step());
            Checkpoint.save(half, 4, DIGEST, run);
        }
        Path rest = folder.resolve("rest");
        try (Composition run = new Composition(recipe, data, execution)) {
            Checkpoint.open(half).restore(DIGEST, run);
            run.training().run(7, () -> false, collecting(resumed));
            Checkpoint.save(rest, 7, DIGEST, run);
        }

        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(rest));
        assertEquals(uninterrupted, resumed);
        assertEquals(2, uninterrupted.size());
    }

    @Test
    void equalSeedsGiveEqualStatesAndOthersDoNot(@TempDir Path folder) throws IOException {
        byte[] first = state(1, folder);
        assertArrayEquals(first, state(1, folder));
        assertFalse(Arrays.equals(first, state(2, folder)));
    }

    private static byte[] state(long seed, Path folder) throws IOException {
        Path file = folder.resolve("state");
        try (Composition run = new Composition(RECIPE.withSeed(seed), noise())) {
            run.training().run(2, () -> false, List.of());
            Checkpoint.save(file, 2, DIGEST, run);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void samplesComeFromTheAverageAndNotFromTheWeightsInTraining() {
        try (Composition run = new Composition(RECIPE, noise())) {
            run.training().run(3, () -> false, List.of());
            float[] live = run.showcase().draw(run.players().generator());
            assertEquals(4 * 64, run.samples().length);
            assertFalse(Arrays.equals(live, run.samples()));
        }
    }

    private static List<Listener> collecting(List<Report> reports) {
        return List.of(new Listener() {
            @Override
            public void reported(Report report) {
                reports.add(report);
            }
        });
    }
}
