package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;
import org.monge.checkpoint.Checkpoint;
import org.monge.checkpoint.StateDict;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import org.monge.engine.Scope;
import org.monge.train.Listener;
import org.monge.train.Report;

/** The first GPU, beside the processor. */
@Tag("gpu")
class GpuTest {
    private static final String DIGEST = "test";

    /** Sums in another order differ by 1e-6 of their size, and Adam's first steps are the learning rate whatever the slope. */
    private static final double ROUNDING = 2e-3;

    private Execution gpu;

    @TempDir
    private Path folder;

    @BeforeEach
    void findGpu() {
        assumeTrue(torch.cuda_is_available(), "there is no GPU, or libtorch has no CUDA (-Pcuda)");
        gpu = new Execution(Device.named("cuda"), Precision.FP32);
    }

    private static Recipe small(String name) {
        return Recipes.load(
                name,
                List.of(
                        "steps=4",
                        "training.batch-size=8",
                        "training.alternation.burst=none",
                        "output.report-every=2",
                        "output.samples=4"));
    }

    private static Composition compose(Recipe recipe, Execution execution) {
        return new Composition(recipe, EveryRecipeTrainsTest.noise(recipe), execution);
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

    private static void assertNear(Map<String, Double> expected, Map<String, Double> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((meter, value) ->
                assertEquals(value, actual.get(meter), ROUNDING * Math.max(1, Math.abs(value)), meter));
    }

    /** Losses, penalties, constraints, the average and the showcase. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wgan-gp-small",
                "wgan-mlp",
                "wgan-gp-layernorm",
                "wgan-gp-resnet-32",
                "wgan-gp-finite-difference",
                "conditional-fashion",
                "super-resolution",
                "dcgan-fashion",
                "toy-25gaussians"
            })
    void aRunIsThatOfTheProcessorButForRounding(String name) {
        Recipe recipe = small(name);
        try (Composition here = compose(recipe, Execution.PLAIN);
                Composition there = compose(recipe, gpu)) {
            assertArrayEquals(here.samples(), there.samples(), (float) ROUNDING);
            List<Report> expected = train(here, 2);
            List<Report> actual = train(there, 2);
            assertNear(expected.get(0).meters(), actual.get(0).meters());
            assertArrayEquals(here.samples(), there.samples(), (float) (10 * ROUNDING));
        }
    }

    @Test
    void aRunBegunOnOneDeviceGoesOnOnTheOther() throws IOException {
        Recipe recipe = small("wgan-gp-small");
        Path half = folder.resolve("half");
        try (Composition here = compose(recipe, Execution.PLAIN);
                Composition there = compose(recipe, gpu)) {
            train(there, 2);
            Checkpoint.save(half, 2, DIGEST, there);
            Checkpoint.open(half).restore(DIGEST, here);
            assertArrayEquals(there.samples(), here.samples(), (float) ROUNDING);
            assertNear(train(there, 4).get(0).meters(), train(here, 4).get(0).meters());
            Path weights = folder.resolve("weights");
            StateDict.export(here.sampler(), weights);
            StateDict.importInto(there.sampler(), weights);
            Scope.scoped(() -> here.sampler()
                    .tensors()
                    .forEach((tensor, value) -> assertArrayEquals(
                            Tensors.values(value),
                            Tensors.values(there.sampler().tensors().get(tensor).cpu()),
                            tensor)));
        }
    }

    /** Without nondeterministic kernels in this network, equal bits. */
    @Test
    void aResumedRunIsAnUninterruptedOne() throws IOException {
        Recipe recipe = small("wgan-gp-small");
        Path half = folder.resolve("half");
        List<Report> whole;
        try (Composition run = compose(recipe, gpu)) {
            whole = train(run, 4);
        }
        try (Composition run = compose(recipe, gpu)) {
            train(run, 2);
            Checkpoint.save(half, 2, DIGEST, run);
        }
        try (Composition run = compose(recipe, gpu)) {
            Checkpoint.open(half).restore(DIGEST, run);
            assertEquals(List.of(whole.get(1)), train(run, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tf32", "bf16"})
    void anotherPrecisionIsNear(String precision) {
        Recipe recipe = small("wgan-gp-small");
        Execution rounded = new Execution(gpu.device(), Precision.named(precision, gpu.device()));
        try (Composition exact = compose(recipe, gpu);
                Composition near = compose(recipe, rounded)) {
            double loss = train(exact, 2).get(0).meters().get("discriminator/loss");
            double nearLoss = train(near, 2).get(0).meters().get("discriminator/loss");
            assertEquals(loss, nearLoss, 0.05 * Math.max(1, Math.abs(loss)));
        }
    }
}
