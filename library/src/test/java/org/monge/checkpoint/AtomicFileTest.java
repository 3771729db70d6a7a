package org.monge.checkpoint;

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

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void newContentTakesThePlaceOfTheOld() throws IOException {
        Path file = folder.resolve("a");
        AtomicFile.write(file, out -> out.write('1'));
        AtomicFile.write(file, out -> out.write('2'));
        assertEquals("2", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void formerContentIsThereUntilTheNewIsComplete() throws IOException {
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        AtomicFile.write(file, out -> {
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
                () -> AtomicFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("No space left on device");
                }));
        assertEquals(file + " could not be written: No space left on device", failure.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void fullDiskIsToldAndLeavesTheFormerContent() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        Path file = folder.resolve("a");
        Files.writeString(file, "old");
        Files.createSymbolicLink(AtomicFile.temporary(file), full);
        var failure = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> out.write(new byte[5])));
        assertEquals(file + " could not be written: No space left on device", failure.getMessage());
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
        var failure = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> out.write(1)));
        assertTrue(failure.getMessage().startsWith(file + " could not be written: "), failure::getMessage);
        assertTrue(failure.getMessage().contains("Permission denied"), failure::getMessage);
    }

    @Test
    void absentFolderIsTold() {
        Path file = folder.resolve("absent").resolve("a");
        var failure = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> out.write(1)));
        assertEquals(file + " could not be written: No such file or directory", failure.getMessage());
    }

    @Test
    void fileInThePlaceOfTheFolderIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("plain")).resolve("a");
        var failure = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> out.write(1)));
        assertEquals(file + " could not be written: Not a directory", failure.getMessage());
    }

    @Test
    void interruptedThreadWritesAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("a");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> out.write('1'));
        assertTrue(Thread.interrupted());
        assertEquals("1", Files.readString(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
