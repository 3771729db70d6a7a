package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudiesTest {
    private static final Path PAGES = Path.of("..", "docs", "studies");

    @Test
    void everyStudyHasAPageAndEveryPageAStudy() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            Set<String> pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .collect(Collectors.toSet());
            assertEquals(
                    Studies.all().stream().map(study -> study.name() + ".md").collect(Collectors.toSet()), pages);
        }
    }

    @Test
    void everyPageBeginsWithItsNameAndSaysHowItsNumbersAreMade() throws IOException {
        for (Study study : Studies.all()) {
            String page = Files.readString(PAGES.resolve(study.name() + ".md"));
            assertTrue(page.startsWith("# " + study.name() + "\n"), study.name());
            assertTrue(page.contains("./monge study " + study.name()), study.name());
        }
    }

    @Test
    void settingsAreGivenInTheTextThatTheyAreTakenIn() {
        for (Study study : Studies.all()) {
            study.settings()
                    .forEach((name, value) -> assertEquals(
                            study.settings(), study.with(name, value).settings(), study.name()));
        }
    }
}
