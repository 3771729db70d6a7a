package org.monge.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Shape;

/** What every reader of data keeps. */
abstract class ReaderContract {
    @TempDir
    Path temporary;

    abstract DatasetReader reader();

    /** A file of its kind whose damage must be noticed. */
    abstract byte[] content();

    /** Where that file lies below {@code folder}. */
    abstract Path place(Path folder);

    /** What the reader is pointed at. */
    abstract Path target(Path folder);

    /** Whatever else has to be there. */
    void surround(Path folder) throws IOException {}

    /** How many bytes at the end of {@link #content} carry no data: a checksum, an end mark. */
    int tail() {
        return 0;
    }

    private Dataset read(byte[] content) throws IOException {
        surround(temporary);
        DataFiles.write(place(temporary), content);
        return reader().read(target(temporary), DataFiles.request(4, 1));
    }

    private void assertRefused(byte[] content, String because) {
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> read(content));
        assertTrue(e.getMessage().startsWith(place(temporary).toString()), e.getMessage());
        assertTrue(e.getMessage().contains(because), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    @Test
    void wholeFileIsRead() throws IOException {
        Dataset dataset = read(content());
        assertTrue(dataset.count() >= 1);
        assertEquals(Shape.of(1, 4, 4), dataset.shape());
        assertEquals("some", dataset.name());
        assertEquals(target(temporary).toString(), dataset.source());
    }

    @Test
    void readingTwiceGivesTheSameHash() throws IOException {
        assertEquals(read(content()).sha256(), read(content()).sha256());
    }

    @Test
    void kindIsRecognized() throws IOException {
        read(content());
        assertTrue(reader().recognizes(target(temporary)));
        assertFalse(reader().recognizes(temporary.resolve("absent")));
    }

    @Test
    void fileTruncatedAnywhereIsRefusedByName() {
        byte[] content = content();
        int longest = content.length - tail() - 1;
        int stride = Math.max(1, content.length / 30);
        for (int length = longest; length >= 1; length -= stride) {
            assertRefused(Arrays.copyOf(content, length), " must be ");
        }
    }

    @Test
    void emptyFileIsRefusedByName() {
        assertRefused(new byte[0], "length must be at least");
    }

    @Test
    void fileOfAnotherKindIsRefusedByName() {
        assertRefused("neither pixels nor numbers, only words\n".repeat(9).getBytes(US_ASCII), "must be");
    }

    @Test
    void missingTargetIsRefusedByName() {
        Path absent = temporary.resolve("absent");
        IOException e = assertThrows(InvalidDataException.class, () -> reader().read(absent, DataFiles.request(4, 1)));
        assertTrue(e.getMessage().contains(absent.toString()), e.getMessage());
    }

    @Test
    void unreadableFileIsRefusedByName() throws IOException {
        surround(temporary);
        Path file = place(temporary);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, temporary.resolve("absent"));
        InvalidDataException e = assertThrows(
                InvalidDataException.class, () -> reader().read(target(temporary), DataFiles.request(4, 1)));
        assertTrue(e.getMessage().contains(target(temporary).toString()), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
