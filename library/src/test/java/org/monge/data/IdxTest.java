package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    @TempDir
    Path folder;

    private Path file;
    private final byte[] images = DataFiles.idx(DataFiles.counting(24), 4, 2, 3);

    @BeforeEach
    void place() {
        file = folder.resolve("images");
    }

    private void assertRefused(byte[] content, String message) throws IOException {
        DataFiles.write(file, content);
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> Idx.images(file));
        assertEquals(file + ": " + message, e.getMessage());
    }

    private static byte[] with(byte[] content, int at, int value) {
        byte[] changed = content.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    void plainImagesAreRead() throws IOException {
        Idx idx = Idx.images(DataFiles.write(file, images));
        assertEquals(4, idx.count());
        assertEquals(2, idx.extent(1));
        assertEquals(3, idx.extent(2));
        assertArrayEquals(DataFiles.counting(24), idx.values());
    }

    @Test
    void gzipIsKnownByItsContentNotItsName() throws IOException {
        Idx idx = Idx.images(DataFiles.write(file, DataFiles.gzip(images)));
        assertArrayEquals(DataFiles.counting(24), idx.values());
        Path misnamed = folder.resolve("plain.gz");
        assertArrayEquals(
                DataFiles.counting(24),
                Idx.images(DataFiles.write(misnamed, images)).values());
    }

    @Test
    void labelsAreRead() throws IOException {
        Idx idx = Idx.labels(DataFiles.write(file, DataFiles.idx(new byte[] {3, (byte) 200}, 2)));
        assertEquals(2, idx.count());
        assertArrayEquals(new byte[] {3, (byte) 200}, idx.values());
    }

    @Test
    void labelsAreNoImages() throws IOException {
        assertRefused(
                DataFiles.idx(DataFiles.counting(24), 24),
                "magic number must be 0x00000803 (unsigned bytes, dimensions: 3), got 0x00000801");
    }

    @Test
    void otherElementTypeIsRefused() throws IOException {
        assertRefused(
                with(images, 2, 0x0D),
                "magic number must be 0x00000803 (unsigned bytes, dimensions: 3), got 0x00000d03");
    }

    @Test
    void otherMagicNumberIsRefused() throws IOException {
        assertRefused(
                with(images, 0, 0x7F),
                "magic number must be 0x00000803 (unsigned bytes, dimensions: 3), got 0x7f000803");
    }

    @Test
    void emptyDimensionIsRefused() throws IOException {
        assertRefused(DataFiles.idx(new byte[0], 0, 2, 3), "dimension 0 must be at least 1, got 0");
    }

    @Test
    void negativeDimensionIsRefused() throws IOException {
        assertRefused(with(images, 8, 0xFF), "dimension 1 must be at least 1, got -16777214");
    }

    @Test
    void sizeBeyondAnArrayIsRefusedWithoutAllocatingIt() throws IOException {
        assertRefused(DataFiles.idx(new byte[9], 60000, 60000, 28), "size must be at most 2147483639, got 1.008E11");
    }

    @Test
    void trailingBytesAreRefused() throws IOException {
        assertRefused(Arrays.copyOf(images, images.length + 1), "length must be 40 bytes, got more");
        assertRefused(DataFiles.gzip(Arrays.copyOf(images, images.length + 1)), "length must be 40 bytes, got more");
    }

    @Test
    void missingBytesAreRefused() throws IOException {
        assertRefused(Arrays.copyOf(images, 39), "length must be 40 bytes, got 39 (truncated)");
        assertRefused(DataFiles.gzip(Arrays.copyOf(images, 39)), "length must be 40 bytes, got 39 (truncated)");
        assertRefused(Arrays.copyOf(images, 15), "length must be at least 16 bytes, got 15");
    }

    @Test
    void truncatedGzipIsRefused() throws IOException {
        byte[] packed = DataFiles.gzip(images);
        assertRefused(Arrays.copyOf(packed, 9), "gzip data must be whole, got an end too early");
        assertRefused(Arrays.copyOf(packed, packed.length - 9), "gzip data must be whole, got an end too early");
        assertRefused(Arrays.copyOf(packed, packed.length - 1), "gzip data must be whole, got an end too early");
    }

    @Test
    void flippedBitInsideGzipIsRefused() throws IOException {
        byte[] packed = DataFiles.gzip(images);
        assertRefused(
                with(packed, packed.length - 6, packed[packed.length - 6] ^ 4),
                "gzip data must be intact, got Corrupt GZIP trailer");
    }

    @Test
    void folderIsNoFile() {
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> Idx.images(folder));
        assertEquals(folder + ": data must be a file, got a folder", e.getMessage());
    }

    @Test
    void missingFileIsRefused() {
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> Idx.images(file));
        assertEquals(file + ": must exist, got nothing", e.getMessage());
    }
}
