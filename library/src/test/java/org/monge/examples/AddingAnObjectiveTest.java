package org.monge.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page shows what is compiled here. */
class AddingAnObjectiveTest {
    private static final Path PAGE = Path.of("..", "docs", "adding-an-objective.md");
    private static final Path FOLDER = Path.of("src/test/java/org/monge/examples");

    @ParameterizedTest
    @ValueSource(strings = {"Exponential", "LeCam"})
    void javaIsWhatIsCompiledHere(String name) throws IOException {
        String source = Files.readString(FOLDER.resolve(name + ".java"));
        String example = source.substring(source.indexOf("// begins\n") + 10);
        assertTrue(
                Files.readString(PAGE).contains("```java\n" + example + "```"),
                () -> "the page must hold, between ```java and ```:\n" + example);
    }
}
