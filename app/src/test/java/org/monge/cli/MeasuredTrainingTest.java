package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.engine.Sha256;
import org.monge.report.Best;
import org.monge.report.MetricsLog;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;
import org.monge.train.Report;

class MeasuredTrainingTest {
    /** Its samples get worse and better, so that the best are neither the first nor the last. */
    private static final List<String> WILD =
            List.of("--set", "average=none", "--set", "training.generator.optimizer.adam.learning-rate=0.05");

    private static final String METER = "evaluation/earth-mover-distance";
    private static final String MEASURED = measured("earth-mover-distance, density", 30, "earth-mover-distance");

    @TempDir
    private static Path folder;

    private static String recipe;
    private static RunFolder run;
    private static Cli.Result trained;

    private static String measured(String metrics, int samples, String best) {
        return "evaluation=periodic: {every: 2, samples: " + samples + ", metrics: [" + metrics
                + "], features: pixels, keep-best: " + best + "}";
    }

    @BeforeAll
    static void train() throws IOException {
        recipe = Cli.recipe(folder).toString();
        run = new RunFolder(folder.resolve("run"));
        trained = train("run");
        assertEquals(0, trained.code(), trained.err());
    }

    private static Cli.Result train(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--set", MEASURED));
        arguments.addAll(List.of(more));
        return trainUnmeasured(name, arguments.toArray(String[]::new));
    }

    private static Cli.Result trainUnmeasured(String name, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("train", recipe, "--out", folder.resolve(name).toString()));
        arguments.addAll(WILD);
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static Map<Long, Double> measured(RunFolder of) throws IOException {
        Map<Long, Double> values = new TreeMap<>();
        for (Report report : MetricsLog.read(of.metrics())) {
            values.put(report.step(), report.meters().get(METER));
        }
        return values;
    }

    @Test
    void numbersAreInTheLogAndInTheReport() throws IOException {
        Map<Long, Double> values = measured(run);
        assertEquals(List.of(2L, 4L, 6L, 8L, 10L, 12L), List.copyOf(values.keySet()));
        assertTrue(values.values().stream().allMatch(value -> value > 0), values.toString());
        assertTrue(trained.out().contains("metrics density, earth-mover-distance, every 2 steps"), trained.out());
        assertTrue(trained.out().contains("that the run learns from, for there are no others"), trained.out());
        assertTrue(Files.size(run.evaluations()) > 1000);
        String page = Files.readString(run.page());
        assertTrue(page.contains("<h2>Metrics</h2>") && page.contains("<td>earth-mover-distance</td>"), page);
    }

    @Test
    void samplesAreComparedByANetworkFromAFile() throws IOException {
        String features = "{network: {file: %s, channels: 3, height: 8, width: 8, resizing: none, low: 0, high: 255}}";
        String network = "../library/src/test/resources/golden/extractor.pt";
        String settings = MEASURED.replace("pixels", features);
        Cli.Result result = trainUnmeasured("network", "--set", settings.formatted(network), "--steps", "2");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("features extractor.pt"), result.out());
        RunFolder by = new RunFolder(folder.resolve("network"));
        double inPixels = measured(run).get(2L);
        assertNotEquals(inPixels, measured(by).get(2L), 1, "of values up to 255");

        Cli.Result absent = trainUnmeasured("absent", "--set", settings.formatted("none.pt"), "--steps", "2");
        assertEquals(2, absent.code());
        assertEquals(
                "monge: the features' network must be a file that exists, got none.pt",
                absent.err().strip());
        assertFalse(Files.exists(folder.resolve("absent")));
    }

    /** The hash that the run remembers is changed, in place of a file. */
    @Test
    void aRunIsMeasuredByTheSameNetworkToItsEnd() throws IOException {
        Path kept = folder.resolve("same");
        assertEquals(0, train("same", "-q", "--steps", "2").code());
        RunInfo info = RunInfo.read(new RunFolder(kept).info());
        assertEquals(List.of(Sha256.of("raw values in [-1, 1]")), info.extractors());

        Path json = new RunFolder(kept).info();
        Files.writeString(json, Files.readString(json).replace(info.extractors().get(0), "ab12"));
        Cli.Result refused = Cli.run("train", "--resume", kept.toString(), "-q", "--steps", "4");
        assertEquals(2, refused.code());
        assertEquals(
                "monge: what measures the samples must be what it was, with SHA-256 ab12, got "
                        + info.extractors().get(0) + "; with \"evaluation: none\" in " + kept.resolve("recipe.yaml")
                        + " the run goes on unmeasured",
                refused.err().strip());

        Path yaml = kept.resolve("recipe.yaml");
        Files.writeString(
                yaml, Files.readString(yaml).replaceFirst("(?s)evaluation:.*?(?=\n\\S|$)", "evaluation: none"));
        Cli.Result unmeasured = Cli.run("train", "--resume", kept.toString(), "-q", "--steps", "4");
        assertEquals(0, unmeasured.code(), unmeasured.err());
        assertEquals(List.of("ab12"), RunInfo.read(json).extractors());
    }

    @Test
    void theBestCheckpointIsThatOfTheBestNumber() throws IOException {
        Map<Long, Double> values = measured(run);
        Map.Entry<Long, Double> least = values.entrySet().stream()
                .min(Comparator.comparing(Map.Entry<Long, Double>::getValue))
                .orElseThrow();
        Best best = Best.read(run.best().merit()).orElseThrow();
        assertEquals(new Best("earth-mover-distance", least.getValue(), least.getKey()), best);
        assertTrue(best.step() > 2 && best.step() < 12, "so that the test tells something: " + values);
        assertTrue(trained.out().contains("best    earth-mover-distance"), trained.out());
        assertTrue(Files.readString(run.page()).contains("is that after " + best.step() + " steps"));

        assertEquals(
                0, train("until", "-q", "--steps", String.valueOf(best.step())).code());
        for (String file : List.of(
                "generator.safetensors",
                "discriminator.safetensors",
                String.format("checkpoints/step-%08d.safetensors", best.step()))) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("until").resolve(file)),
                    Files.readAllBytes(run.best().path().resolve(file)),
                    file);
        }
    }

    @Test
    void theBestCheckpointIsARunOfItsOwn() throws IOException {
        String best = run.best().path().toString();
        Path picture = folder.resolve("best.png");
        Cli.Result sampled = Cli.run("sample", best, "-n", "4", "--out", picture.toString());
        assertEquals(0, sampled.code(), sampled.err());
        assertTrue(Files.exists(picture));
        Cli.Result measured = Cli.run("evaluate", best, "--features", "pixels", "--metrics", "density", "-n", "20");
        assertEquals(0, measured.code(), measured.err());
        Path copy = folder.resolve("copy");
        copy(run.best().path(), copy);
        Cli.Result resumed = Cli.run("train", "--resume", copy.toString(), "-q");
        assertEquals(0, resumed.code(), resumed.err());
        assertArrayEquals(
                Files.readAllBytes(run.generator()), Files.readAllBytes(copy.resolve("generator.safetensors")));
    }

    @Test
    void trainingIsTheSameWithAndWithoutIt() throws IOException {
        assertEquals(0, trainUnmeasured("blind", "-q").code());
        RunFolder blind = new RunFolder(folder.resolve("blind"));
        assertFalse(Files.exists(blind.best().path()));
        for (String file : List.of("generator.safetensors", "checkpoints/step-00000012.safetensors", "losses.png")) {
            assertArrayEquals(
                    Files.readAllBytes(blind.path().resolve(file)),
                    Files.readAllBytes(run.path().resolve(file)),
                    file);
        }
    }

    /** Stops before the best and after it. */
    @Test
    void aRunInSittingsKeepsTheSameBest() throws IOException {
        RunFolder parts = new RunFolder(folder.resolve("parts"));
        assertEquals(0, train("parts", "-q", "--steps", "3").code());
        for (String steps : List.of("7", "11", "12")) {
            Cli.Result resumed = Cli.run("train", "--resume", parts.path().toString(), "-q", "--steps", steps);
            assertEquals(0, resumed.code(), resumed.err());
        }
        assertEquals(Best.read(run.best().merit()), Best.read(parts.best().merit()));
        for (Path file : List.of(run.metrics(), run.evaluations(), run.best().generator())) {
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(parts.path().resolve(run.path().relativize(file))),
                    file.toString());
        }
    }

    /** As if the process had died after the best was kept, and before the next checkpoint. */
    @Test
    void aRunThatGoesOnFromBeforeItsBestKeepsIt() throws IOException {
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        copy(run.path(), killed.path());
        Files.delete(killed.checkpoints().resolve("step-00000012.safetensors"));
        assertEquals(10, Best.read(killed.best().merit()).orElseThrow().step());
        Cli.Result resumed = Cli.run("train", "--resume", killed.path().toString());
        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.out().contains("going on from step 9"), resumed.out());
        assertEquals(Best.read(run.best().merit()), Best.read(killed.best().merit()));
        assertArrayEquals(
                Files.readAllBytes(run.best().generator()),
                Files.readAllBytes(killed.best().generator()));
        assertArrayEquals(Files.readAllBytes(run.generator()), Files.readAllBytes(killed.generator()));
    }

    @Test
    void aRunFromBeforeThereWereWatchersGoesOn() throws IOException {
        assertEquals(0, trainUnmeasured("former", "-q", "--steps", "6").code());
        Path yaml = folder.resolve("former/recipe.yaml");
        String now = Files.readString(yaml);
        Files.writeString(yaml, now.replace("diagnostics: none\n", "").replace("evaluation: none\n", ""));
        Cli.Result resumed =
                Cli.run("train", "--resume", folder.resolve("former").toString(), "-q", "--steps", "12");
        assertEquals(0, resumed.code(), resumed.err());
        assertArrayEquals(
                Files.readAllBytes(run.generator()),
                Files.readAllBytes(folder.resolve("former/generator.safetensors")));
    }

    @Test
    void pointsAreMeasuredAgainstFreshOnes() throws IOException {
        String ring = folder.resolve("ring").toString();
        Cli.Result result = Cli.run(
                "train",
                "toy-8gaussians",
                "--out",
                ring,
                "--steps",
                "2",
                "--set",
                "output.report-every=1",
                "--set",
                measured("modes, sliced-wasserstein", 100, "sliced-wasserstein").replace("every: 2", "every: 1"));
        assertEquals(0, result.code(), result.err());
        assertTrue(Files.readString(Path.of(ring, "metrics.jsonl")).contains("\"evaluation/high-quality\":"));
        assertTrue(result.out().contains("100 samples against 100 of 8-gaussians, features pixels"), result.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "density | 51 | none | count of samples must be at most the 50 of .*, got 51",
                "frechet-distance | 30 | none | count of generated features must be at least 65 .*, got 30",
                "classes | 30 | none | metric must be standard, all, or of .* for these samples, got classes",
                "density | 30 | fid | evaluation.periodic.keep-best: must be none, or of what is measured .*: density; got fid",
            })
    void misfitsAreToldInOneLineAndLeaveNothing(String metrics, int samples, String best, String message) {
        Path nothing = folder.resolve("nothing");
        Cli.Result result =
                Cli.run("train", recipe, "--out", nothing.toString(), "-q", "--set", measured(metrics, samples, best));
        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().strip().matches("monge: " + message), result.err());
        assertFalse(Files.exists(nothing));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
