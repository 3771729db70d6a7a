package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "old");
        IOException failure = assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertEquals("cannot write " + file + ": No space left on device", failure.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), entries());
    }

    @Test
    void writtenFileHoldsTheNewTextAndFoldersAreMade() throws IOException {
        Path file = folder.resolve("x/y/a.txt");
        WholeFile.write(file, "a much longer old text");
        WholeFile.write(file, "é");
        assertEquals("é", Files.readString(file));
        assertEquals(2, Files.size(file));
    }

    @Test
    void fileInTheWayOfAFolderIsNamed() throws IOException {
        Path way = Files.writeString(folder.resolve("way"), "");
        IOException failure = assertThrows(IOException.class, () -> WholeFile.write(way.resolve("a.txt"), "text"));
        assertTrue(
                failure.getMessage().startsWith("cannot write " + way.resolve("a.txt") + ": "), failure.getMessage());
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
