package org.monge.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.monge.cli.MainAccess;

/** What README says is what is there. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path EXAMPLE = Path.of("src/test/java/org/monge/examples/ReadmeExample.java");

    @Test
    void javaIsTheProgramThatIsCompiledHere() throws IOException {
        String source = Files.readString(EXAMPLE);
        String example =
                source.substring(source.indexOf("// README begins\n") + 17, source.indexOf("        // README ends"))
                                .stripTrailing()
                                .stripIndent()
                        + "\n";
        assertTrue(
                Files.readString(README).contains("```java\n" + example + "```"),
                "README must hold, between ```java and ```:\n" + example);
    }

    @Test
    void linkedFilesExist() throws IOException {
        Matcher links = Pattern.compile("]\\(([^):]+)\\)").matcher(Files.readString(README));
        int found = 0;
        while (links.find()) {
            assertTrue(Files.exists(README.resolveSibling(links.group(1))), links.group(1));
            found++;
        }
        assertTrue(found > 5, "README has lost its links");
    }

    @Test
    void commandsAreThoseOfTheProgram() throws IOException {
        List<String> commands = Pattern.compile("(?m)^ {4}\\./monge ([a-z]+)")
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "train",
                        "sample",
                        "evaluate",
                        "walk",
                        "latent",
                        "invert",
                        "features",
                        "info",
                        "recipes",
                        "recipe",
                        "check",
                        "study",
                        "data"),
                commands);
        commands.forEach(command -> assertTrue(MainAccess.commands().contains(command), command));
    }

    @Test
    void isShort() throws IOException {
        assertTrue(Files.readAllLines(README).size() <= 150);
    }
}
