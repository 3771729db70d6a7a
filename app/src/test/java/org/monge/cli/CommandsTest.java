package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.recipe.Recipes;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    private Path folder;

    private String run() throws IOException {
        String run = folder.resolve("run").toString();
        Cli.Result result = Cli.run("train", Cli.recipe(folder).toString(), "--out", run, "-q", "--steps", "2");
        assertEquals(0, result.code(), result.err());
        return run;
    }

    @Test
    void sampleDrawsTheAskedNumberFromTheSeed() throws IOException {
        String run = run();
        Path a = folder.resolve("a.png");
        Path b = folder.resolve("b.png");
        Path c = folder.resolve("c.png");
        assertEquals(
                0,
                Cli.run("sample", run, "-n", "9", "--seed", "5", "--out", a.toString())
                        .code());
        assertEquals(
                0,
                Cli.run("sample", run, "-n", "9", "--seed", "5", "--out", b.toString())
                        .code());
        assertEquals(
                0,
                Cli.run("sample", run, "-n", "9", "--seed", "6", "--out", c.toString())
                        .code());
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
        assertFalse(Arrays.equals(Files.readAllBytes(a), Files.readAllBytes(c)));
        var image = ImageIO.read(a.toFile());
        assertEquals(image.getWidth(), image.getHeight());
    }

    @Test
    void sampleOfAClassIsRefusedWhereThereAreNone() throws IOException {
        Cli.Result result = Cli.run("sample", run(), "--label", "1");
        assertEquals(2, result.code());
        assertEquals(
                "monge: --label must be left out: the run is not conditional, got 1" + System.lineSeparator(),
                result.err());
    }

    @Test
    void sampleRefusesWhatIsNoRun() {
        Cli.Result result = Cli.run("sample", folder.toString());
        assertEquals(2, result.code());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void infoShowsLayersShapesCountsRecipeAndVersions() throws IOException {
        Cli.Result result = Cli.run("info", run());
        assertEquals(0, result.code(), result.err());
        // Dense 8 x 64 + 64, gain and bias 64 + 64, convolution 4 x 9 + 1
        for (String part :
                List.of("Generator", "Discriminator", "576", "128", "37", "4x4x4", "1x8x8", "libtorch", "weight: 10")) {
            assertTrue(result.out().contains(part), part + " is not in:\n" + result.out());
        }
    }

    @Test
    void infoOfARecipeNeedsNoRun() {
        Cli.Result result = Cli.run("info", "wgan-gp-fashion");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("512x4x4"), result.out());
    }

    @Test
    void recipesListsEveryName() {
        Cli.Result result = Cli.run("recipes");
        assertEquals(0, result.code(), result.err());
        assertEquals(
                Recipes.names(),
                result.out()
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
    }

    @Test
    void whatIsPrintedLeavesTheProcess() throws Exception {
        Path printed = folder.resolve("printed.yaml");
        assertEquals(0, Cli.await(Cli.start(printed, "recipe", "show", "wgan-gp-small")));
        assertEquals(Recipes.toYaml(Recipes.named("wgan-gp-small")), Files.readString(printed));
    }

    @Test
    void recipeShowPrintsARecipeThatCanBeTrained() throws IOException {
        Cli.Result shown = Cli.run("recipe", "show", "wgan-gp-fashion");
        assertEquals(0, shown.code(), shown.err());
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, shown.out());
        Cli.Result dry = Cli.run("train", file.toString(), "--dry-run");
        assertEquals(shown.out(), dry.out());
    }

    @Test
    void helpIsEverywhere() {
        List<List<String>> commands = List.of(
                List.of(),
                List.of("train"),
                List.of("sample"),
                List.of("walk"),
                List.of("latent"),
                List.of("latent", "map"),
                List.of("latent", "arithmetic"),
                List.of("latent", "direction"),
                List.of("invert"),
                List.of("features"),
                List.of("info"),
                List.of("recipes"),
                List.of("recipe"),
                List.of("recipe", "show"),
                List.of("data"),
                List.of("data", "fetch"),
                List.of("bench"));
        for (List<String> command : commands) {
            List<String> words = new ArrayList<>(command);
            words.add("--help");
            Cli.Result result = Cli.run(words.toArray(String[]::new));
            assertEquals(0, result.code(), result.err());
            assertTrue(result.out().startsWith("Usage: monge"), result.out());
        }
    }

    @Test
    void everyLongOptionStandsInTheDocumentation() throws IOException {
        StringBuilder pages = new StringBuilder(Files.readString(Path.of("../README.md")));
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                pages.append(Files.readString(page));
            }
        }
        Set<String> told = Pattern.compile("--[a-z][a-z-]*")
                .matcher(pages)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        List<String> missing = options(Main.commandLine())
                .filter(option -> option.startsWith("--") && !told.contains(option))
                .distinct()
                .toList();
        assertEquals(List.of(), missing);
    }

    private static Stream<String> options(CommandLine command) {
        Stream<String> own = command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
        return Stream.concat(own, command.getSubcommands().values().stream().flatMap(CommandsTest::options));
    }

    @Test
    void helpNamesTheExitCodes() {
        String help = Cli.run("--help").out();
        assertTrue(help.contains("130") && help.contains("diverged"), help);
    }

    @Test
    void versionNamesEverythingThatMatters() {
        String version = Cli.run("--version").out();
        assertTrue(version.contains("Monge") && version.contains("libtorch") && version.contains("Java"), version);
    }

    @Test
    void completionIsAShellScript() {
        Cli.Result result = Cli.run("generate-completion");
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("complete -F"), result.out());
    }

    @Test
    void benchTimesTheStepAndItsParts() throws IOException {
        Cli.Result result = Cli.run("bench", Cli.recipe(folder).toString(), "--warmup", "1", "--steps", "3");
        assertEquals(0, result.code(), result.err());
        for (String part : List.of(
                "whole step",
                "real images per second",
                "generate",
                "score",
                "penalty",
                "generator loss",
                "GFLOP/s",
                "% of float32 convolution")) {
            assertTrue(result.out().contains(part), part + " is not in:\n" + result.out());
        }
    }

    @Test
    void benchOfWholeStepsPrintsJson() throws IOException {
        String recipe = Cli.recipe(folder).toString();
        Cli.Result result = Cli.run("bench", recipe, "--noise", "--whole", "--json", "--warmup", "0", "--steps", "1");
        JsonNode found = new JsonMapper().readTree(result.out());
        JsonNode step = found.get("steps").get(0);
        assertEquals(16, step.get("images").asInt());
        assertEquals(
                step.get("gigaflop").asDouble()
                        / step.get("timing").get("medianMillis").asDouble()
                        * 1e3,
                step.get("gigaflops").asDouble(),
                1e-9);
        assertTrue(found.get("partMillis").isEmpty());
        assertTrue(found.get("convolutionGigaflops").get("float32").asDouble() > 0);
    }

    @Test
    void unknownDatasetIsRefusedByName() {
        Cli.Result result = Cli.run("data", "fetch", "fashion");
        assertEquals(2, result.code());
        assertTrue(result.err().contains("fashion-mnist or mnist, got fashion"), result.err());
    }
}
