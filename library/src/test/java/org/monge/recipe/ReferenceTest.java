package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/recipes.md says what the code does. */
class ReferenceTest {
    private final String page = read(Path.of("..", "docs", "recipes.md"));

    @Test
    void everyWordHasARowWithItsSettings() {
        Set<String> absent = new TreeSet<>();
        for (Class<?> kind : VocabularyTest.KINDS) {
            for (String word : Vocabulary.words(kind)) {
                List<String> settings = Keys.of(Vocabulary.thing(kind, word).orElseThrow());
                boolean told = page.lines()
                        .filter(line -> line.startsWith("| `" + word + "` |"))
                        .anyMatch(row -> settings.stream().allMatch(key -> row.contains("`" + key + "`")));
                if (!told) {
                    absent.add(word + " " + settings);
                }
            }
        }
        assertEquals(Set.of(), absent);
    }

    @Test
    void everyKeyHasARow() {
        Set<String> absent = new TreeSet<>();
        for (Class<?> type : List.of(Recipe.Training.class, Recipe.Output.class)) {
            String part = Keys.key(type.getSimpleName());
            for (String key : Keys.of(type)) {
                if (!page.contains("\n| `" + part + "." + key + "` |")) {
                    absent.add(part + "." + key);
                }
            }
        }
        assertEquals(Set.of(), absent);
    }

    @Test
    void exampleOfAnExtensionIsARecipe() {
        Matcher example =
                Pattern.compile("```yaml\n(extends:.*?)```", Pattern.DOTALL).matcher(page);
        assertTrue(example.find());
        assertEquals("small-digits", Recipes.parse(example.group(1)).name());
    }

    @Test
    void examplesOfRefusalsAreWhatIsSaid() {
        for (String message : List.of(
                Texts.refusal("- relu", "- convolution: {filters: 1, kernal: 5, stride: 1, padding: 2, bias: true}"),
                Texts.refusal("batch-size: 64", "batch-size: 0"),
                Texts.refusal("size: 32", "size: 28"))) {
            assertEquals(
                    List.of(message),
                    page.lines().map(String::strip).filter(message::equals).toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new AssertionError(file + " must be readable", absent);
        }
    }
}
