package org.monge.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.WholeFile;

class CheckpointsTest {
    @TempDir
    Path temporary;

    private static final String FIRST = "step-00000001.safetensors";
    private static final String SECOND = "step-00000002.safetensors";
    private static final String THIRD = "step-00000003.safetensors";

    private final Sample sample = new Sample(3);

    @Test
    void folderIsMadeAndTheFileNamedAfterItsStep() throws IOException {
        Path folder = temporary.resolve("run").resolve("checkpoints");
        Path file = new Checkpoints(folder).save(1000, "r", sample);
        assertEquals(folder.resolve("step-00001000.safetensors"), file);
        assertEquals(1000, Checkpoint.open(file).step());
    }

    @Test
    void lastTwoAreKept() throws IOException {
        saveThree();
        assertEquals(List.of(SECOND, THIRD), names());
    }

    @Test
    void newestIsFoundByNumber() throws IOException {
        Checkpoints checkpoints = new Checkpoints(temporary);
        assertEquals(Optional.empty(), checkpoints.latest());
        assertEquals(Optional.empty(), new Checkpoints(temporary.resolve("absent")).latest());
        checkpoints.save(99_999_999, "r", sample);
        checkpoints.save(100_000_000, "r", sample);
        assertEquals(100_000_000, checkpoints.latest().orElseThrow().step());
    }

    @Test
    void sameStepMayBeSavedAgainButNoEarlierOne() throws IOException {
        Checkpoints checkpoints = saveThree();
        checkpoints.save(3, "r", new Sample(4));
        assertEquals(List.of(SECOND, THIRD), names());
        var refusal = assertThrows(IllegalArgumentException.class, () -> checkpoints.save(2, "r", sample));
        assertEquals("step must be at least that of the newest checkpoint, 3, got 2", refusal.getMessage());
    }

    @Test
    void leftoversOfAnInterruptedWriteAreRemovedAndOtherFilesAreNot() throws IOException {
        Files.writeString(temporary.resolve("." + FIRST + ".tmp"), "half");
        Files.writeString(temporary.resolve(".other.tmp"), "mine");
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        Files.writeString(temporary.resolve("step-old.safetensors"), "mine");
        saveThree();
        assertEquals(List.of(".other.tmp", "notes.txt", SECOND, THIRD, "step-old.safetensors"), names());
    }

    @Test
    void damagedNewestIsNamedWithThePreviousAndNothingIsTouched() throws IOException {
        Checkpoints checkpoints = saveThree();
        damage(THIRD);
        byte[] before = Files.readAllBytes(temporary.resolve(THIRD));
        var refusal = assertThrows(InvalidCheckpointException.class, checkpoints::latest);
        String message = refusal.getMessage();
        assertTrue(message.startsWith(temporary.resolve(THIRD) + ": SHA-256 must be as written, got "), message);
        assertTrue(message.endsWith("; remove " + THIRD + " to go on from " + SECOND), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(List.of(SECOND, THIRD), names());
        assertArrayEquals(before, Files.readAllBytes(temporary.resolve(THIRD)));
        Files.delete(temporary.resolve(THIRD));
        assertEquals(2, checkpoints.latest().orElseThrow().step());
    }

    @Test
    void nothingIsPromisedWhereEveryCheckpointIsDamaged() throws IOException {
        Checkpoints checkpoints = saveThree();
        damage(SECOND);
        damage(THIRD);
        var refusal = assertThrows(InvalidCheckpointException.class, checkpoints::latest);
        assertTrue(refusal.getMessage().endsWith("; no earlier checkpoint is intact"), refusal::getMessage);
    }

    @Test
    void fullDiskLeavesTheEarlierCheckpoints() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        Checkpoints checkpoints = saveThree();
        Path next = temporary.resolve("step-00000004.safetensors");
        Files.createSymbolicLink(WholeFile.temporary(next), full);
        var failure = assertThrows(IOException.class, () -> checkpoints.save(4, "r", sample));
        assertEquals("cannot write " + next + ": No space left on device", failure.getMessage());
        assertEquals(List.of(SECOND, THIRD), names());
        assertEquals(3, checkpoints.latest().orElseThrow().step());
    }

    @Test
    void fileInThePlaceOfTheFolderIsTold() throws IOException {
        Path plain = Files.createFile(temporary.resolve("plain"));
        var failure = assertThrows(IOException.class, () -> new Checkpoints(plain).save(1, "r", sample));
        assertEquals("cannot make " + plain + ": a file is in the place of the folder", failure.getMessage());
    }

    private Checkpoints saveThree() throws IOException {
        Checkpoints checkpoints = new Checkpoints(temporary);
        for (long step = 1; step <= 3; step++) {
            checkpoints.save(step, "r", sample);
        }
        return checkpoints;
    }

    private void damage(String name) throws IOException {
        Path file = temporary.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
