package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.WholeFile;

class BestTest {
    @TempDir
    private Path path;

    @Test
    void comesBackToItsLastBit() throws IOException {
        Best best = new Best("frechet-distance", 0.1 + 0.2, 400);
        best.write(path.resolve("best.json"));
        assertEquals(Optional.of(best), Best.read(path.resolve("best.json")));
        assertEquals(Optional.empty(), Best.read(path.resolve("none.json")));
    }

    @Test
    void damageIsToldInOneLine() throws IOException {
        Path file = path.resolve("best.json");
        for (String text :
                List.of("{", "{\"metric\":\"modes\",\"step\":1}", "{\"metric\":\"modes\",\"value\":\"x\"}")) {
            WholeFile.write(file, text);
            String told = assertThrows(IOException.class, () -> Best.read(file)).getMessage();
            assertTrue(
                    told.startsWith("cannot read " + file + ": ")
                            && told.lines().count() == 1,
                    told);
        }
    }

    @Test
    void theFolderOfTheBestIsReplacedAsAWhole() throws IOException {
        RunFolder run = new RunFolder(path);
        run.replaceBest(fresh -> WholeFile.write(fresh.path().resolve("first"), "1"));
        run.replaceBest(fresh -> WholeFile.write(fresh.path().resolve("second"), "2"));
        assertEquals(List.of("second"), names(run.best().path()));
        assertThrows(
                IOException.class,
                () -> run.replaceBest(fresh -> {
                    WholeFile.write(fresh.path().resolve("third"), "3");
                    throw new IOException("disk full");
                }));
        assertEquals(List.of("second"), names(run.best().path()));
        run.replaceBest(fresh -> {
            assertFalse(Files.exists(fresh.path().resolve("third")), "what was left is gone");
            WholeFile.write(fresh.path().resolve("fourth"), "4");
        });
        assertEquals(List.of("best"), names(path));
        assertEquals(List.of("fourth"), names(run.best().path()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
