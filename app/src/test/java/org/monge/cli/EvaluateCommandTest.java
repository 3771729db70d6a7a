package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Split;
import org.monge.engine.Scope;
import org.monge.report.Evaluation;

class EvaluateCommandTest {
    @TempDir
    private static Path folder;

    private static String run;

    @BeforeAll
    static void train() throws IOException {
        run = folder.resolve("run").toString();
        Cli.Result result = Cli.run("train", Cli.recipe(folder).toString(), "--out", run, "-q", "--steps", "2");
        assertEquals(0, result.code(), result.err());
    }

    private static Evaluation evaluate(String name, String... arguments) throws IOException {
        Path json = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("evaluate", "--json", json.toString()));
        all.addAll(List.of(arguments));
        Cli.Result result = Cli.run(all.toArray(String[]::new));
        assertEquals(0, result.code(), result.err());
        return Evaluation.read(json);
    }

    private static void assertRefused(String message, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(2, result.code(), result.err());
        assertEquals("monge: " + message + System.lineSeparator(), result.err());
    }

    @Test
    void aRunIsMeasuredAgainstWhatItLearnedFrom() throws IOException {
        Evaluation found = evaluate("run.json", run, "-n", "40", "--features", "pixels", "--metrics", "precision");
        assertEquals(List.of("precision", "recall"), List.copyOf(found.metrics().keySet()));
        assertEquals(40, found.count());
        assertEquals(50, found.real().count());
        assertEquals("what the run learned from", found.split());
        String against = Cli.images(folder, 7).toString();
        String[] others = {run, "--against", against, "--features", "pixels", "--metrics", "precision"};
        assertEquals("test", evaluate("others.json", others).split());
        assertEquals("1x8x8", found.real().shape());
        assertEquals("pixels", found.space().name());
        assertEquals(64, found.dimension());
        assertEquals(Map.of(), found.classes());
    }

    @Test
    void equalSeedsGiveEqualNumbers() throws IOException {
        String[] common = {run, "-n", "30", "--features", "random", "--metrics", "density,duplicate-rate"};
        Evaluation a = evaluate("a.json", common);
        assertEquals(a, evaluate("b.json", common));
        Evaluation other = evaluate(
                "c.json",
                run,
                "-n",
                "30",
                "--features",
                "random",
                "--seed",
                "2",
                "--metrics",
                "density,duplicate-rate");
        assertFalse(a.metrics().equals(other.metrics()));
        assertEquals(List.of(), a.differences(other));
    }

    @Test
    void intervalsStandBesideTheNumbers() throws IOException {
        String[] common = {run, "-n", "30", "--features", "pixels", "--metrics", "sliced-wasserstein,density"};
        Evaluation plain = evaluate("plain.json", common);
        assertEquals(Map.of(), plain.intervals());
        assertFalse(Files.readString(folder.resolve("plain.json")).contains("intervals"));
        List<String> arguments = new ArrayList<>(List.of(common));
        arguments.addAll(List.of("--intervals", "20"));
        Evaluation found = evaluate("intervals.json", arguments.toArray(String[]::new));
        assertEquals(plain.metrics(), found.metrics());
        assertEquals(plain.metrics().keySet(), found.intervals().keySet());
        Evaluation.Interval interval = found.intervals().get("sliced-wasserstein");
        assertTrue(interval.low() < interval.high(), interval.toString());
        assertEquals(0.95, interval.level());
        assertEquals(List.of(), plain.differences(found));
        List<String> cells = found.table().rows().stream()
                .filter(row -> row.get(0).equals("sliced-wasserstein"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("metric", "value", "95% from", "to"), found.table().columns());
        assertEquals(String.format("%.5g", interval.high()), cells.get(3));
    }

    @Test
    void aNumberWithoutAnIntervalIsTold() {
        Cli.Result result = Cli.run(
                "evaluate", run, "-n", "10", "--features", "pixels", "--metrics", "density", "--intervals", "2");
        assertEquals(0, result.code(), result.err());
        String line = "no interval for density, which takes at least 6 samples: of 10 a resample has half";
        assertTrue(result.out().contains(line), result.out());
    }

    private Evaluation transported(String name, String samples, String real) throws IOException {
        List<String> options = List.of("--shape", "1x8x8", "--metrics", "earth-mover-distance", "--features", "pixels");
        return evaluate(
                name,
                Stream.concat(Stream.of(samples, "--against", real), options.stream())
                        .toArray(String[]::new));
    }

    @Test
    void imagesAreMeasuredAgainstImages() throws IOException {
        String real = Cli.images(folder, 1).toString();
        Evaluation same = transported("same.json", real, real);
        assertEquals(0, same.metrics().get("earth-mover-distance"), 1e-6); // the root of a rounded difference
        assertEquals(50, same.count());
        String other = Cli.images(folder, 2).toString();
        Evaluation apart = transported("apart.json", other, real);
        assertTrue(apart.metrics().get("earth-mover-distance") > 1);
    }

    private String[] twoHundred(String... options) throws IOException {
        String made = Cli.images(folder, 5, 200).toString();
        String real = Cli.images(folder, 6, 200).toString();
        List<String> common = List.of("evaluate", made, "--against", real, "--shape", "1x8x8");
        return Stream.concat(common.stream(), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void ofTheStandardMetricsThoseAreMeasuredThatTheSamplesSufficeFor() throws IOException {
        Path json = folder.resolve("few-samples.json");
        Cli.Result result = Cli.run(twoHundred("--json", json.toString()));
        assertEquals(0, result.code(), result.err());
        assertEquals(
                List.of(
                        "leaving out frechet-distance, which takes at least 257 samples",
                        "leaving out kernel-distance, which takes at least 1000 samples",
                        "looking at 200 real samples"),
                result.out().lines().limit(3).toList());
        assertEquals(
                List.of("precision", "recall", "density", "coverage"),
                List.copyOf(Evaluation.read(json).metrics().keySet()).subList(0, 4));
    }

    @Test
    void aMetricThatIsNamedIsRefusedBeforeAnythingIsLookedAt() throws IOException {
        Cli.Result result = Cli.run(twoHundred("--metrics", "standard,kernel-distance", "--features", "pixels"));
        assertEquals(2, result.code());
        assertEquals(
                "monge: -n must be at least 1000 for kernel-distance, got 200" + System.lineSeparator(), result.err());
        assertEquals("", result.out());
    }

    @Test
    void aForcedEvaluationIsRecordedAndComparedWithItsLikeOnly() throws IOException {
        String[] common = {run, "-n", "40", "--features", "pixels", "--metrics", "frechet-distance,density", "--force"};
        Evaluation forced = evaluate("forced.json", common);
        assertTrue(forced.forced());
        assertTrue(forced.metrics().get("frechet-distance") > 0);
        Evaluation plain = evaluate("unforced.json", run, "-n", "40", "--features", "pixels", "--metrics", "density");
        assertFalse(plain.forced());
        assertEquals(plain.metrics().get("density"), forced.metrics().get("density"));
        assertRefused(
                "evaluations must be made alike to be compared, got forced true and false",
                "evaluate",
                "--compare",
                folder.resolve("forced.json").toString(),
                folder.resolve("unforced.json").toString());
        Evaluation enough =
                evaluate("enough.json", run, "-n", "40", "--features", "pixels", "--metrics", "density", "--force");
        assertFalse(enough.forced(), "nothing was measured that would not have been without");
    }

    @Test
    void thePlanIsThatOfTheDistanceAndNotOfAResample() throws IOException {
        Path plan = folder.resolve("plan.csv");
        String[] common = {"-n", "20", "--features", "pixels", "--metrics", "earth-mover-distance", "--plan"};
        String[] arguments = twoHundred(common);
        Path json = folder.resolve("plan.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(plan.toString(), "--json", json.toString(), "--intervals", "2"));
        Cli.Result result = Cli.run(all.toArray(String[]::new));
        assertEquals(0, result.code(), result.err());
        List<String> lines = Files.readAllLines(plan);
        assertEquals("sample,real,mass,cost", lines.get(0));
        List<double[]> pairs = lines.stream()
                .skip(1)
                .map(line -> Stream.of(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertEquals(20, pairs.size(), "a permutation");
        assertEquals(
                Evaluation.read(json).metrics().get("earth-mover-distance"),
                pairs.stream().mapToDouble(pair -> pair[2] * pair[3]).sum(),
                1e-12);
        Dataset made = images(Cli.images(folder, 5, 200));
        Dataset real = images(Cli.images(folder, 6, 200));
        for (double[] pair : pairs) {
            assertEquals(1 / 20.0, pair[2], 1e-15);
            assertEquals(distance(made, (int) pair[0], real, (int) pair[1]), pair[3], 1e-6, "of these two images");
        }
    }

    private static Dataset images(Path file) throws IOException {
        return Datasets.ofThisMachine().open(file.toString(), Split.TEST, new ImageShape(8, 1));
    }

    private static double distance(Dataset a, int i, Dataset b, int j) {
        return Scope.reading(() -> a.images(i).sub(b.images(j)).norm().item_double());
    }

    @Test
    void aPlanIsThatOfTheEarthMoversDistanceOnly() {
        Path plan = folder.resolve("no-plan.csv");
        assertRefused(
                "--plan must come with earth-mover-distance among --metrics, got standard",
                "evaluate",
                run,
                "--plan",
                plan.toString());
        assertFalse(Files.exists(plan));
    }

    @Test
    void evaluationsThatWereMadeAlikeAreCompared() throws IOException {
        evaluate("one.json", run, "-n", "30", "--features", "pixels", "--metrics", "density");
        evaluate("two.json", run, "-n", "30", "--features", "pixels", "--metrics", "density", "--seed", "3");
        String one = folder.resolve("one.json").toString();
        Cli.Result result =
                Cli.run("evaluate", "--compare", one, folder.resolve("two.json").toString());
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("difference") && result.out().contains("coverage"), result.out());
        Evaluation fewer = evaluate("few.json", run, "-n", "20", "--features", "random", "--metrics", "density");
        Cli.Result refused =
                Cli.run("evaluate", "--compare", one, folder.resolve("few.json").toString());
        assertEquals(2, refused.code());
        assertEquals(1, refused.err().lines().count());
        for (String part : List.of("features pixels and random", fewer.space().sha256(), "count 30 and 20")) {
            assertTrue(refused.err().contains(part), refused.err());
        }
    }

    @Test
    void neighborsStandBesideTheSamples() throws IOException {
        Path picture = folder.resolve("near.png");
        evaluate("near.json", run, "--features", "pixels", "--metrics", "density", "--neighbors", picture.toString());
        var image = ImageIO.read(picture.toFile());
        assertEquals(2 + 8 * (64 + 2), image.getWidth());
        assertEquals(image.getWidth(), image.getHeight());
    }

    @Test
    void pointsAreMeasuredByTheirModes() throws IOException {
        String ring = folder.resolve("ring").toString();
        Cli.Result trained = Cli.run("train", "toy-8gaussians", "--out", ring, "-q", "--steps", "1");
        assertEquals(0, trained.code(), trained.err());
        assertRefused(
                "-n must be at most 5000 for earth-mover-distance, got 5001; sinkhorn-divergence takes more",
                "evaluate",
                ring,
                "-n",
                "5001",
                "--metrics",
                "earth-mover-distance");
        Evaluation found = evaluate("ring.json", ring, "-n", "100", "--metrics", "modes,earth-mover-distance");
        assertEquals(
                List.of("modes", "high-quality", "reverse-kl"),
                List.copyOf(found.metrics().keySet()).subList(0, 3));
        assertEquals(2, found.dimension());
        assertEquals("drawn anew", found.split());
    }

    @Test
    void aClassifierIsTrainedOnceInTheCacheFolder() throws Exception {
        Path digits = Cli.digits(folder.resolve("digits"));
        Path cache = folder.resolve("cache");
        Path json = folder.resolve("classes.json");
        for (int time = 0; time < 2; time++) {
            Path log = folder.resolve("classes-" + time + ".log");
            ProcessBuilder program = new ProcessBuilder(Cli.command(
                            "evaluate",
                            run,
                            "--against",
                            digits.toString(),
                            "--split",
                            "train",
                            "--metrics",
                            "classes,density",
                            "--json",
                            json.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            program.environment().put("XDG_CACHE_HOME", cache.toString());
            assertEquals(0, Cli.await(program.start()), Files.readString(log));
            assertEquals(time == 0, Files.readString(log).contains("training a classifier"), Files.readString(log));
        }
        Evaluation found = Evaluation.read(json);
        assertEquals("classifier", found.space().name());
        assertEquals(128, found.dimension());
        assertEquals(found.space().sha256(), found.classifier().sha256());
        assertEquals(
                50,
                found.classes().values().stream()
                        .mapToLong(Evaluation.ClassCount::real)
                        .sum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n 51 | -n must be from 2 to 50, got 51",
                "--metrics fid | metric must be standard, all, or of frechet-distance, kernel-distance, precision,"
                        + " density, duplicate-rate, sliced-wasserstein, earth-mover-distance, sinkhorn-divergence,"
                        + " ms-ssim, patch-sliced-wasserstein for these samples, got fid",
                "--features none.pt | --features must be classifier, pixels, random or a file that exists, got none.pt",
                "--features pixels --range 0:1 | --input, --resize and --range must come with --features FILE, got"
                        + " pixels",
                "--range 0:1 | --input, --resize and --range must come with --features FILE, got none",
                "--features pixels --intervals 1 | --intervals must be at least 2 resamples, got 1",
                "--against stacked-mnist | --against: channels must be 3 for stacked-mnist, got 1",
                "--shape 1x8x8 | --shape must be left out: a run has its own, got 1x8x8",
                "--features pixels --metrics frechet-distance -n 20 | -n must be at least 65 for frechet-distance, got"
                        + " 20; --force measures it all the same",
            })
    void badInputIsToldInOneLine(String options, String message) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", run));
        arguments.addAll(List.of(options.split(" ")));
        assertRefused(message, arguments.toArray(String[]::new));
    }

    @Test
    void whatIsMissingIsTold() throws IOException {
        assertRefused("SAMPLES must be a run's folder or images, got nothing", "evaluate");
        assertRefused("SAMPLES must be a run's folder or images, got nowhere, which is neither", "evaluate", "nowhere");
        String images = Cli.images(folder, 1).toString();
        assertRefused(
                "--against and --shape must be given with images, got " + images + ", which is no run, without",
                "evaluate",
                images);
        Path network = Files.writeString(folder.resolve("network.pt"), "none");
        for (String range : List.of("255:0", "0:1:2", "0.:1", "low:1")) {
            assertRefused(
                    "--range must be two numbers, the lower first, such as 0:255, got " + range,
                    "evaluate",
                    run,
                    "--features",
                    network.toString(),
                    "--input",
                    "1x8x8",
                    "--resize",
                    "none",
                    "--range",
                    range);
        }
        assertRefused(
                "--features FILE must come with --input, --resize and --range, which change every number; got not all"
                        + " of them",
                "evaluate",
                run,
                "--features",
                network.toString());
    }
}
