package org.monge.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What code and documents cite stands in the bibliography, and nothing else does. */
class BibliographyTest {
    private static final Path BIBLIOGRAPHY = Path.of("../docs/bibliography.md");
    private static final List<Path> CITING =
            List.of(Path.of("src/main"), Path.of("../app/src/main"), Path.of("../docs"), Path.of("../README.md"));

    /** The last name that is said, and the year: {@code A and B (2017), section 3}, {@code (B et al., 2017)}. */
    private static final Pattern CITATION =
            Pattern.compile("([\\p{Lu}][\\p{L}-]+)(?: et al\\.)?(?:,? \\((?=(?:19|20))|, )((?:19|20)\\d\\d)[),]");

    private static final Pattern ENTRY = Pattern.compile("- (.+?) \\((\\d{4})\\)\\..*");

    private record Work(String authors, String year) {
        boolean isMeantBy(String name, String ofYear) {
            return year.equals(ofYear)
                    && Pattern.compile("\\b" + name + ",")
                            .matcher(authors + ",")
                            .find();
        }
    }

    @Test
    void everyCitedWorkIsListedAndEveryListedWorkIsCited() throws IOException {
        List<Work> works = Files.readAllLines(BIBLIOGRAPHY).stream()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(entry -> new Work(entry.group(1), entry.group(2)))
                .toList();
        Set<String> strays = new TreeSet<>();
        Set<Work> cited = new HashSet<>();
        for (Path root : CITING) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(BibliographyTest::cites).forEach(file -> {
                    Matcher citation = CITATION.matcher(prose(file));
                    while (citation.find()) {
                        List<Work> meant = works.stream()
                                .filter(work -> work.isMeantBy(citation.group(1), citation.group(2)))
                                .toList();
                        cited.addAll(meant);
                        if (meant.isEmpty()) {
                            strays.add(citation.group() + " in " + file.getFileName());
                        }
                    }
                });
            }
        }
        assertEquals(Set.of(), strays, "cited, but not in the bibliography");
        assertEquals(Set.copyOf(works), cited);
    }

    private static boolean cites(Path file) {
        String name = file.toString();
        return (name.endsWith(".java") || name.endsWith(".md")) && !file.equals(BIBLIOGRAPHY);
    }

    /** The text without line breaks and the stars of comments. */
    private static String prose(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s+(?:[*/]+\\s+)?", " ");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
