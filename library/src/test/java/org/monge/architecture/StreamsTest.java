package org.monge.architecture;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every stream of random numbers that the code names stands in docs/reproducibility.md. */
class StreamsTest {
    private static final Pattern NAME =
            Pattern.compile("RandomStream\\s*\\.(?:named\\(|mix\\([^,\"]+,)\\s*\"([^\"]+)\"");

    @Test
    void everyStreamIsListed() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path root : List.of(Path.of("src/main"), Path.of("../app/src/main"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    Matcher name = NAME.matcher(Files.readString(file));
                    while (name.find()) {
                        names.add(name.group(1));
                    }
                }
            }
        }
        assertTrue(names.containsAll(Set.of("weights", "evaluation", "pass ")), names.toString());
        String page = Files.readString(Path.of("../docs/reproducibility.md"));
        names.removeIf(name -> page.contains("`" + name + (name.endsWith(" ") ? "0`" : "`")));
        assertEquals(Set.of(), names, "streams that are not listed");
    }
}
