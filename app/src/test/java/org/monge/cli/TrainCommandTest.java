package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private String recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        recipe = Cli.recipe(folder).toString();
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void leavesAWholeRunFolder() throws IOException {
        Cli.Result result = Cli.run("train", recipe, "--out", out("run"));
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("tiny") && result.out().contains("50 images"), result.out());
        List<String> expected = List.of(
                "recipe.yaml",
                "run.json",
                "metrics.jsonl",
                "losses.png",
                "samples.gif",
                "report.html",
                "generator.safetensors",
                "discriminator.safetensors",
                "samples/step-000000.png",
                "samples/step-000005.png",
                "samples/step-000012.png",
                "checkpoints/step-00000009.safetensors",
                "checkpoints/step-00000012.safetensors");
        assertEquals(Map.of(), missing(expected));
        assertEquals(6, Files.readAllLines(folder.resolve("run/metrics.jsonl")).size());
        assertTrue(Files.readString(folder.resolve("run/run.json")).contains("\"done\""));
    }

    @Test
    void anAlarmEndsTheTrainingWithACodeOfItsOwn() throws IOException {
        String[] vanishing = {
            "train",
            recipe,
            "--out",
            out("ill"),
            "--fail-on-alarm",
            "--set",
            "penalty=none",
            "--set",
            "constraint=weight-clipping: {bound: 1e-6}",
            "--set",
            "diagnostics=periodic: {every: 2, batches: 2, patience: 2}"
        };
        Cli.Result result = Cli.run(vanishing);
        assertEquals(4, result.code(), result.err());
        assertTrue(result.err().contains("alarm: step 4: gradients vanish"), result.err());
        assertTrue(result.err().contains("  because each layer multiplies"), result.err());
        assertTrue(result.out().contains("stopped by an alarm at step 4; go on with"), result.out());
        String metrics = Files.readString(folder.resolve("ill/metrics.jsonl"));
        assertTrue(metrics.contains("\"diagnostics/at-bound/0.weight\":"), metrics);
        assertFalse(result.out().contains("diagnostics/"), result.out());
        String page = Files.readString(folder.resolve("ill/report.html"));
        assertTrue(page.contains("<h2>Diagnostics</h2>"), page);
        assertTrue(page.contains("After 4 steps, gradients vanish on their way"), page);
        assertTrue(page.contains("Instead: raise the clip bound"), page);
        for (String picture : List.of("ill/diagnostics.png", "ill/weights.png")) {
            assertTrue(Files.size(folder.resolve(picture)) > 1000, picture);
        }
    }

    @Test
    void aRunThatGoesOnHoldsTheGeneratorsGradientAgainstItsFirst() throws IOException {
        String patient = "diagnostics=periodic: {every: 2, batches: 2, patience: 2}";
        Cli.Result begun = Cli.run("train", recipe, "--out", out("fading"), "-q", "--steps", "4", "--set", patient);
        assertEquals(0, begun.code(), begun.err());
        Path metrics = folder.resolve("fading/metrics.jsonl");
        String steep = "\"diagnostics/generator-gradient/norm\":1e9$1";
        Files.writeString(
                metrics,
                Files.readString(metrics).replaceFirst("\"diagnostics/generator-gradient/norm\":[^,}]*([,}])", steep));
        Cli.Result result = Cli.run("train", "--resume", out("fading"), "-q", "--steps", "12", "--fail-on-alarm");
        assertEquals(4, result.code(), result.err());
        assertTrue(result.err().contains("alarm: step 8: the generator's gradient has vanished"), result.err());
    }

    @Test
    void noAlarmLeavesTheExitCodeAlone() throws IOException {
        String patient = "diagnostics=periodic: {every: 2, batches: 2, patience: 100}";
        Cli.Result well = Cli.run("train", recipe, "--out", out("well"), "-q", "--fail-on-alarm", "--set", patient);
        assertEquals(0, well.code(), well.err());
        assertTrue(Files.readString(folder.resolve("well/report.html")).contains("No alarm was raised."));
        Cli.Result blind = Cli.run("train", recipe, "--out", out("blind"), "--fail-on-alarm");
        assertEquals(2, blind.code());
        assertTrue(blind.err().contains("--fail-on-alarm must come with"), blind.err());
        assertFalse(Files.exists(folder.resolve("blind")));
    }

    private Map<String, String> missing(List<String> names) {
        Map<String, String> missing = new TreeMap<>();
        for (String name : names) {
            if (!Files.isRegularFile(folder.resolve("run").resolve(name))) {
                missing.put(name, "is missing");
            }
        }
        return missing;
    }

    @Test
    void equalSeedsGiveEqualBytesAndOtherSeedsDoNot() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("a"), "-q").code());
        assertEquals(0, Cli.run("train", recipe, "--out", out("b"), "-q").code());
        assertEquals(
                0,
                Cli.run("train", recipe, "--out", out("c"), "-q", "--seed", "2").code());
        for (String file : List.of("metrics.jsonl", "generator.safetensors", "samples/step-000012.png")) {
            assertArrayEquals(bytes("a", file), bytes("b", file), file);
        }
        assertFalse(Arrays.equals(bytes("a", "metrics.jsonl"), bytes("c", "metrics.jsonl")));
    }

    /** Stops at 7, which is neither a checkpoint nor a report of the recipe. */
    @Test
    void aRunInTwoSittingsEqualsARunInOne() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("one"), "-q").code());
        assertEquals(
                0,
                Cli.run("train", recipe, "--out", out("two"), "-q", "--steps", "7")
                        .code());
        assertEquals(
                0,
                Cli.run("train", "--resume", out("two"), "-q", "--steps", "12").code());
        for (String file : List.of(
                "metrics.jsonl",
                "recipe.yaml",
                "generator.safetensors",
                "discriminator.safetensors",
                "checkpoints/step-00000012.safetensors")) {
            assertArrayEquals(bytes("one", file), bytes("two", file), file);
        }
    }

    private byte[] bytes(String run, String file) throws IOException {
        return Files.readAllBytes(folder.resolve(run).resolve(file));
    }

    @Test
    void anExistingRunIsOverwrittenOnlyWhenAsked() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        Map<String, Long> before = snapshot();
        refused("must be new or empty", "train", recipe, "--out", out("run"), "-q");
        assertEquals(before, snapshot());
        assertEquals(
                0,
                Cli.run("train", recipe, "--out", out("run"), "-q", "--overwrite", "--steps", "2")
                        .code());
        assertFalse(Files.exists(folder.resolve("run/checkpoints/step-00000012.safetensors")));
    }

    @Test
    void aFolderOfSomethingElseIsNeverOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/cat.txt"), "cat");
        refused("must hold recipe.yaml", "train", recipe, "--out", out("photos"), "--overwrite");
        assertEquals("cat", Files.readString(folder.resolve("photos/cat.txt")));
    }

    @Test
    void aFileInTheWayIsRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        refused("file", "train", recipe, "--out", out("file/run"));
    }

    @Test
    void dryRunPrintsTheResolvedRecipeAndLeavesNothing() {
        Cli.Result result = Cli.run("train", recipe, "--dry-run", "--steps", "77", "--set", "training.batch-size=4");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("steps: 77") && result.out().contains("batch-size: 4"), result.out());
        assertFalse(Files.exists(Path.of("runs/tiny-1")));
    }

    @Test
    void mistypedThingsAreNamedWithTheirNeighbors() {
        refused("did you mean wgan-gp-small", "train", "wgan-gp-smal", "--dry-run");
        refused("did you mean batch-size", "train", recipe, "--set", "training.batch-sise=4", "--dry-run");
        refused("--stepps", "train", recipe, "--stepps", "3");
        refused("train", "trian");
        refused("steps", "train", recipe, "--steps", "0", "--dry-run");
        refused("from 1 to the 50 images", "train", recipe, "--set", "training.batch-size=51", "--out", out("none"));
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void divergenceEndsWithThreeAndSavesNothingBroken() throws IOException {
        Cli.Result result = Cli.run(
                "train",
                recipe,
                "--out",
                out("run"),
                "-q",
                "--set",
                "output.checkpoint-every=1",
                "--set",
                "training.discriminator.optimizer.adam.learning-rate=1e30");
        assertEquals(3, result.code(), result.err());
        String told = "monge: diverged at step 1: \\S+ must be finite, got \\S+ \\(seed 1\\)\\R";
        assertTrue(result.err().matches(told), result.err());
        assertTrue(Files.readString(folder.resolve("run/run.json")).contains("\"diverged\""));
        assertFalse(Files.exists(folder.resolve("run/checkpoints")));
        assertFalse(Files.exists(folder.resolve("run/generator.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2000})
    void aDamagedCheckpointIsRefusedAndNothingChanges(int place) throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        Path newest = folder.resolve("run/checkpoints/step-00000012.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[place] ^= 4;
        Files.write(newest, bytes);
        Map<String, Long> before = snapshot();
        refused("step-00000012.safetensors", "train", "--resume", out("run"), "--steps", "20");
        assertEquals(before, snapshot());
    }

    @Test
    void aTruncatedCheckpointIsRefused() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        Path newest = folder.resolve("run/checkpoints/step-00000012.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        refused("step-00000012.safetensors", "train", "--resume", out("run"), "--steps", "20");
    }

    @Test
    void aCheckpointOfAnotherRecipeIsRefused() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        Path yaml = folder.resolve("run/recipe.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("weight: 10", "weight: 11"));
        refused("recipe", "train", "--resume", out("run"), "--steps", "20");
    }

    @Test
    void otherDataThanTheRunBeganWithIsRefused() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        String other = Cli.images(folder, 2).toString();
        refused("SHA-256", "train", "--resume", out("run"), "--data", other, "--steps", "20");
    }

    /** The digits of --data stay stacked, also when the run goes on. */
    @Test
    void stackedDigitsComeFromTheFolderThatIsNamed() throws IOException {
        Path digits = Cli.digits(folder.resolve("digits"));
        List<String> command =
                new ArrayList<>(List.of("train", recipe, "--out", out("run"), "--data", digits.toString()));
        command.addAll(Cli.STACKED);
        command.addAll(List.of("--steps", "2"));
        Cli.Result result = Cli.run(command.toArray(String[]::new));
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("data    stacked-mnist, " + digits + ", endless"), result.out());
        assertTrue(Files.readString(folder.resolve("run/recipe.yaml")).contains("stacked-mnist:" + digits));
        Cli.Result resumed = Cli.run("train", "--resume", out("run"), "--data", digits.toString(), "--steps", "3");
        assertEquals(0, resumed.code(), resumed.err());
    }

    @Test
    void stepsCountFromTheRunsBeginning() throws IOException {
        assertEquals(0, Cli.run("train", recipe, "--out", out("run"), "-q").code());
        refused("at least the 12", "train", "--resume", out("run"), "--steps", "5");
    }

    @Test
    void aRunsOwnRecipeIsNotChangedOnTheWay() throws IOException {
        assertEquals(
                0,
                Cli.run("train", recipe, "--out", out("run"), "-q", "--steps", "3")
                        .code());
        refused("--seed", "train", "--resume", out("run"), "--seed", "3");
        refused("RECIPE", "train", recipe, "--resume", out("run"));
    }

    @Test
    void damagedDataIsRefusedBeforeAnythingIsMade() throws IOException {
        Path images = folder.resolve("noise-1-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(bytes, bytes.length - 1));
        refused("noise-1-idx3-ubyte", "train", recipe, "--out", out("run"));
        assertFalse(Files.exists(folder.resolve("run")));
    }

    /** Exit code 2, one line for the fault (and one that points to help where the command line itself is wrong). */
    private static void refused(String part, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains(part), result.err());
        assertTrue(result.err().startsWith("monge: "), result.err());
        long lines =
                result.err().lines().filter(line -> line.startsWith("monge: ")).count();
        assertEquals(1, lines, result.err());
        assertTrue(result.err().lines().count() <= 3, result.err());
    }

    private Map<String, Long> snapshot() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder.resolve("run"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(path.toString(), (long) Arrays.hashCode(Files.readAllBytes(path)));
            }
        }
        return files;
    }
}
