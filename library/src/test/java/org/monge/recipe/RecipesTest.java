package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.data.Split;
import org.monge.data.Unreadable;
import org.monge.network.Initializer;
import org.monge.objective.GradientPenalty;
import org.monge.objective.NoPenalty;
import org.monge.objective.Sides;
import org.monge.recipe.Recipe.Data.Images;

class RecipesTest {
    @TempDir
    Path folder;

    static Stream<String> names() {
        return Recipes.names().stream();
    }

    @Test
    void namesAreTheFilesOfTheFolder() throws IOException, URISyntaxException {
        Path resources = Path.of(Recipes.class.getResource("/recipes").toURI());
        try (Stream<Path> files = Files.list(resources)) {
            Set<String> inFolder =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            Set<String> listed = names().map(name -> name + ".yaml").collect(Collectors.toCollection(TreeSet::new));
            assertEquals(inFolder, listed);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void namedRecipeHasItsNameAndADescription(String name) {
        Recipe recipe = Recipes.named(name);
        assertEquals(name, recipe.name());
        assertFalse(recipe.description().isBlank());
    }

    @ParameterizedTest
    @MethodSource("names")
    void namedRecipeComesBackEqualFromItsYaml(String name) {
        Recipe recipe = Recipes.named(name);
        assertEquals(recipe, Recipes.parse(Recipes.toYaml(recipe)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namedRecipeIsKeptInTheFormThatIsWritten(String name) throws IOException {
        try (InputStream file = Recipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            String kept = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(kept.startsWith("extends: ") || kept.equals(Recipes.toYaml(Recipes.named(name))), kept);
        }
    }

    @Test
    void allAreInTheOrderOfTheirNames() {
        assertEquals(Recipes.names(), Recipes.all().stream().map(Recipe::name).toList());
        assertEquals(Recipes.DEFAULT, Recipes.names().get(0));
    }

    @Test
    void unknownNameIsRefusedWithTheNearest() {
        assertEquals(
                "recipe: must be a known name, got wgan-gp-fashon; did you mean wgan-gp-fashion?" + " known names: "
                        + String.join(", ", Recipes.names()),
                Texts.refusal(() -> Recipes.named("wgan-gp-fashon")));
        assertEquals(
                "recipe: must be a known name or a file, got wgan-gp-smal; did you mean wgan-gp-small?"
                        + " known names: " + String.join(", ", Recipes.names()),
                Texts.refusal(() -> Recipes.load("wgan-gp-smal")));
    }

    @Test
    void fileIsLoaded() throws IOException {
        Path file = write("mine.yaml", Texts.with("steps: 5000", "steps: 7"));
        assertEquals(Recipes.named("wgan-gp-fashion").withSteps(7), Recipes.load(file.toString()));
    }

    @Test
    void unreadableFileIsRefused() throws IOException {
        Path binary = folder.resolve("image.png");
        Files.write(binary, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});
        assertEquals(
                "recipe: must be a text file in UTF-8, got " + binary,
                Texts.refusal(() -> Recipes.load(binary.toString())));
        assertEquals(
                "recipe: must be a readable file, got " + folder, Texts.refusal(() -> Recipes.load(folder.toString())));
    }

    @Test
    void fileTooLargeForARecipeIsRefused() throws IOException {
        Path file = folder.resolve("large");
        Files.write(file, new byte[(1 << 20) + 1]);
        assertEquals(
                "recipe: must be a text of at most 1048576 bytes, got " + file,
                Texts.refusal(() -> Recipes.load(file.toString())));
    }

    @Test
    void extensionSaysOnlyWhatDiffers() {
        Recipe base = Recipes.named("wgan-gp-fashion");
        Recipe recipe = Recipes.parse(
                """
                extends: wgan-gp-fashion
                name: mine
                steps: 10
                data: {images: {source: mnist, split: train, size: 32, channels: 1, unreadable: refuse}}
                generator: {initializer: he-uniform}
                penalty: {gradient-penalty: {weight: 5, target: 1, sides: two-sided}}
                average: {exponential: {decay: 0.9}}
                """);
        assertEquals("mine", recipe.name());
        assertEquals(10, recipe.steps());
        assertEquals(((Images) base.data()).at("mnist"), recipe.data());
        assertEquals(new Initializer.HeUniform(), recipe.generator().initializer());
        assertEquals(base.generator().layers(), recipe.generator().layers());
        assertEquals(new GradientPenalty(5, 1, Sides.TWO_SIDED), recipe.penalty());
        assertEquals(new Recipe.Average.Exponential(0.9), recipe.average());
        assertEquals(base.training(), recipe.training());
    }

    @Test
    void extensionReplacesListsAndThingsWhole() {
        Recipe recipe = Recipes.parse(
                """
                extends: wgan-gp-fashion
                penalty: none
                discriminator:
                  layers: [flatten, {dense: {units: 1, bias: false}}]
                """);
        assertEquals(new NoPenalty(), recipe.penalty());
        assertEquals(2, recipe.discriminator().layers().size());
        assertEquals(
                "training.discriminator.optimizer.adam.beta1: missing key;"
                        + " the keys here: learning-rate, beta1, beta2, epsilon",
                Texts.refusal(() -> Recipes.parse("extends: wgan-gp-fashion\n"
                        + "training: {discriminator: {optimizer: {adam: {learning-rate: 0.1}}}}")));
    }

    @Test
    void extendedFileIsFoundBesideTheOneThatExtendsIt() throws IOException {
        Files.createDirectory(folder.resolve("bases"));
        write("bases/base.yaml", "extends: ../root.yaml\nsteps: 20\nseed: 20");
        write("root.yaml", "extends: wgan-gp-small\nsteps: 10\nseed: 10\nname: root");
        Path leaf = write("leaf.yaml", "extends: bases/base.yaml\nseed: 30");
        Recipe recipe = Recipes.load(leaf.toString());
        assertEquals("root", recipe.name());
        assertEquals(20, recipe.steps());
        assertEquals(30, recipe.seed());
    }

    @Test
    void circleOfExtensionsIsRefused() throws IOException {
        Path a = write("a.yaml", "extends: b.yaml").toRealPath();
        Path b = write("b.yaml", "extends: a.yaml").toRealPath();
        assertEquals(
                "extends: must not lead back to itself, got " + a + " -> " + b + " -> " + a,
                Texts.refusal(() -> Recipes.load(a.toString())));
    }

    @Test
    void unknownExtensionIsRefusedWithTheNearestName() {
        String message = Texts.refusal(() -> Recipes.parse("extends: wgan-gp-tiny"));
        assertTrue(
                message.startsWith("extends: must be a known name or a file, got wgan-gp-tiny; did you mean wgan-gp-"));
        assertEquals(
                "extends: must be the name or the path of a recipe, got 5",
                Texts.refusal(() -> Recipes.parse("extends: 5")));
    }

    @Test
    void changedCopyDiffersInOnePlace() {
        Recipe recipe = Recipes.named("wgan-gp-fashion");
        assertEquals(Recipes.parse(Texts.with("seed: 1", "seed: 2")), recipe.withSeed(2));
        assertEquals(
                Recipes.parse(Texts.with("source: fashion-mnist", "source: 'C:\\data: here'")),
                recipe.withData(((Images) recipe.data()).at("C:\\data: here")));
    }

    @Test
    void changedCopyKeepsTheRules() {
        Recipe recipe = Recipes.named("wgan-gp-fashion");
        assertEquals("steps: must be at least 1, got 0", Texts.refusal(() -> recipe.withSteps(0)));
        Images colour = new Images("photos", Split.TRAIN, 32, 3, Unreadable.REFUSE);
        assertEquals(
                "generator: must end in the data's channels x size x size, 3x32x32, got 1x32x32",
                Texts.refusal(() -> recipe.withData(colour)));
    }

    @Test
    void stackedDigitsStayStackedElsewhere() {
        Images stacked = new Images("stacked-mnist", Split.TRAIN, 28, 3, Unreadable.REFUSE);
        assertTrue(stacked.isStacked());
        assertEquals("mnist", stacked.place());
        Images elsewhere = stacked.at("/digits");
        assertEquals("stacked-mnist:/digits", elsewhere.source());
        assertTrue(elsewhere.isStacked());
        assertEquals("/digits", elsewhere.place());
        assertEquals(stacked.anywhere(), elsewhere.anywhere());
        Images plain = new Images("mnist", Split.TRAIN, 28, 3, Unreadable.REFUSE);
        assertFalse(plain.isStacked());
        assertEquals("/digits", plain.at("/digits").source());
        assertFalse(plain.anywhere().equals(stacked.anywhere()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
