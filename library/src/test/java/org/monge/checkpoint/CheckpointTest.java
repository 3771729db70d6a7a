package org.monge.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;

class CheckpointTest {
    @TempDir
    Path folder;

    private Path file;
    private final Sample saved = new Sample(3);
    private final Sample other = new Sample(0);

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("a.safetensors");
        Checkpoint.save(file, 17, "recipe", saved);
    }

    @Test
    void everyKindOfStateComesBackBitForBit() throws IOException {
        assertNotEquals(saved.bits(), other.bits());
        Checkpoint checkpoint = Checkpoint.open(file);
        assertEquals(17, checkpoint.step());
        assertEquals("recipe", checkpoint.recipe());
        checkpoint.restore("recipe", other);
        assertEquals(saved.bits(), other.bits());
    }

    @Test
    void equalStatesGiveEqualFiles() throws IOException {
        Path again = folder.resolve("b.safetensors");
        Checkpoint.save(again, 17, "recipe", new Sample(3));
        assertEquals(-1, Files.mismatch(file, again));
    }

    @Test
    void randomStreamGoesOnWhereItWas() throws IOException {
        RandomStream stream = new RandomStream(8);
        Scope.scoped(() -> stream.normal(ScalarType.Float, 7));
        Checkpoint.save(file, 1, "r", stream);
        float expected = next(stream);
        RandomStream resumed = new RandomStream(9);
        Checkpoint.open(file).restore("r", resumed);
        assertEquals(expected, next(resumed));
    }

    private static float next(RandomStream stream) {
        return Scope.reading(() -> stream.normal(ScalarType.Float, 1).item_float());
    }

    @Test
    void everyFlippedBitIsDetected() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit : new int[] {0, 3, 5, 7}) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << bit);
                Files.write(file, damaged);
                String place = "bit " + bit + " of byte " + i + " of " + bytes.length;
                var refusal = assertThrows(InvalidCheckpointException.class, () -> Checkpoint.open(file), place);
                assertOneLineNamingTheFile(refusal);
            }
        }
    }

    @Test
    void everyTruncationIsDetected() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            String place = "length " + length + " of " + bytes.length;
            var refusal = assertThrows(InvalidCheckpointException.class, () -> Checkpoint.open(file), place);
            assertOneLineNamingTheFile(refusal);
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertThrows(InvalidCheckpointException.class, () -> Checkpoint.open(file));
    }

    @Test
    void damageAfterOpeningChangesNothing() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertRefused(checkpoint, other, "SHA-256 must be as written, got ");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(checkpoint, other, "file must be complete, got an early end");
    }

    @Test
    void missingAndUnknownNamesAreTold() throws IOException {
        other.tensors.put("new", other.tensors.remove("double"));
        assertRefused(
                Checkpoint.open(file),
                other,
                "contents must be those of what is restored, got no weights.new; the unknown weights.double");
    }

    @Test
    void manyNamesAreToldInShort() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(file);
        other.tensors.clear();
        assertRefused(checkpoint, other, "got the unknown weights.matrix, weights.double, weights.half and 3 more");
    }

    @Test
    void shapesAndTypesAreTold() throws IOException {
        other.add("matrix", 0, ScalarType.Float, 3, 2);
        other.add("half", 0, ScalarType.BFloat16, 5);
        other.bytes = new byte[2];
        assertRefused(
                Checkpoint.open(file),
                other,
                "got weights.matrix as F32 [2, 3] instead of F32 [3, 2],"
                        + " weights.half as F16 [5] instead of BF16 [5], stream.random as U8 [3] instead of U8 [2]");
    }

    @Test
    void anotherRecipeIsRefused() throws IOException {
        String before = other.bits();
        Checkpoint checkpoint = Checkpoint.open(file);
        var refusal = assertThrows(InvalidCheckpointException.class, () -> checkpoint.restore("another recipe", other));
        assertEquals(file + ": recipe of the checkpoint must be another recipe, got recipe", refusal.getMessage());
        assertEquals(before, other.bits());
    }

    @Test
    void weightsAloneAreNoCheckpoint() throws IOException {
        StateDict.export(saved, file);
        var refusal = assertThrows(InvalidCheckpointException.class, () -> Checkpoint.open(file));
        assertEquals(file + ": version of the checkpoint must be 1, got null", refusal.getMessage());
    }

    @Test
    void repeatedNameIsAMistakeOfTheProgram() {
        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Checkpoint.save(file, 1, "r", state -> {
                    state.number("a", () -> 1, value -> {});
                    state.number("a", () -> 2, value -> {});
                }));
        assertEquals("names of state must be distinct, got a twice", refusal.getMessage());
    }

    @Test
    void nothingNativeIsLeftBehind() {
        Tensors.assertNothingNativeIsLeft(() -> {
            try {
                Checkpoint.save(file, 17, "recipe", saved);
                Checkpoint.open(file).restore("recipe", other);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private void assertRefused(Checkpoint checkpoint, Sample target, String told) {
        String before = target.bits();
        var refusal = assertThrows(InvalidCheckpointException.class, () -> checkpoint.restore("recipe", target));
        assertOneLineNamingTheFile(refusal);
        assertTrue(refusal.getMessage().contains(told), refusal::getMessage);
        assertEquals(before, target.bits(), "nothing has changed");
    }

    private void assertOneLineNamingTheFile(IOException refusal) {
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("\n"), refusal::getMessage);
    }
}
