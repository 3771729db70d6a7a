package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void newContentTakesThePlaceOfTheOld() throws IOException {
        Path file = folder.resolve("a");
        WholeFile.write(file, out -> out.write('1'));
        WholeFile.write(file, out -> out.write('2'));
        assertEquals("2", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void formerContentIsThereUntilTheNewIsComplete() throws IOException {
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        WholeFile.write(file, out -> {
            out.write(new byte[100_000]);
            assertEquals("old", Files.readString(file));
        });
        assertEquals(100_000, Files.size(file));
    }

    @Test
    void failureLeavesTheFormerContentAndNothingElse() throws IOException {
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        var failure = assertThrows(
                IOException.class,
                () -> WholeFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("No space left on device");
                }));
        assertEquals("cannot write " + file + ": No space left on device", failure.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void fullDiskIsToldAndLeavesTheFormerContent() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        Files.createSymbolicLink(WholeFile.temporary(file), full);
        var failure = assertThrows(IOException.class, () -> WholeFile.write(file, out -> out.write(new byte[5])));
        assertEquals("cannot write " + file + ": No space left on device", failure.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void unwritableFolderIsTold() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeTrue(closed.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such permissions here");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(closed), "this user may write everywhere");
        Path file = closed.resolve("a");
        var failure = assertThrows(IOException.class, () -> WholeFile.write(file, out -> out.write(1)));
        assertTrue(failure.getMessage().startsWith("cannot write " + file + ": "), failure::getMessage);
        assertTrue(failure.getMessage().contains("Permission denied"), failure::getMessage);
    }

    @Test
    void foldersAreMadeAndTextIsUtf8() throws IOException {
        Path file = folder.resolve("x/y/a.txt");
        WholeFile.write(file, "a much longer old text");
        WholeFile.write(file, "é");
        assertEquals("é", Files.readString(file));
        assertEquals(2, Files.size(file));
    }

    @Test
    void fileInThePlaceOfTheFolderIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("plain")).resolve("a");
        var failure = assertThrows(IOException.class, () -> WholeFile.write(file, out -> out.write(1)));
        assertEquals("cannot write " + file + ": a file is in the place of the folder", failure.getMessage());
    }

    @Test
    void interruptedThreadWritesAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("a");
        Thread.currentThread().interrupt();
        WholeFile.write(file, out -> out.write('1'));
        assertTrue(Thread.interrupted());
        assertEquals("1", Files.readString(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
