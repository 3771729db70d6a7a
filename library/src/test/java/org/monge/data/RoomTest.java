package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;

/** Datasets that do not fit into the memory that they may take. */
class RoomTest {
    private static final int COUNT = 40;

    @TempDir
    Path folder;

    private Room room(long memory) {
        return new Room(memory, folder.resolve("cache/decoded"));
    }

    private DatasetReader.Request request(Room room) {
        return new DatasetReader.Request("some", Split.TRAIN, new ImageShape(4, 1), List.of(), Unreadable.SKIP, room);
    }

    /** Pictures of two classes, each with noise of its own; one in the middle is broken. */
    private Map<String, byte[]> pictures() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < COUNT; i++) {
            files.put((i % 2 == 0 ? "a/" : "b/") + (100 + i) + ".png", DataFiles.plain(3 * i, 5, 6));
        }
        files.put("a/120.png", new byte[] {1, 2});
        return files;
    }

    private Path target(String kind) throws IOException {
        Map<String, byte[]> files = pictures();
        if (kind.equals("p.zip")) {
            return DataFiles.write(folder.resolve(kind), DataFiles.zip(files));
        }
        if (kind.equals("p.tar")) {
            return DataFiles.write(folder.resolve(kind), DataFiles.tar(files));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            DataFiles.write(folder.resolve(kind).resolve(file.getKey()), file.getValue());
        }
        return folder.resolve(kind);
    }

    private Dataset read(String kind, long memory) throws IOException {
        Path target = target(kind);
        DatasetReader reader = Files.isDirectory(target) ? new ImageFolder(3) : new ImageArchive(3);
        return reader.read(target, request(room(memory)));
    }

    /** 16 bytes an image: memory for none, for some and for all but one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"folder", "p.zip", "p.tar"})
    void imagesAreTheSameWhereverTheyAreKept(String kind) throws IOException {
        Dataset inMemory = read(kind, Long.MAX_VALUE);
        assertEquals(COUNT - 1, inMemory.count());
        assertFalse(Files.exists(folder.resolve("cache")));
        for (long memory : new long[] {0, 15, 16, 100, 16 * (COUNT - 1) - 1}) {
            Dataset onDisk = read(kind, memory);
            assertTrue(Files.exists(folder.resolve("cache")), "memory of " + memory);
            assertEquals(inMemory.sha256(), onDisk.sha256());
            assertEquals(inMemory.classes(), onDisk.classes());
            assertEquals(inMemory.source(), onDisk.source());
            for (int i = COUNT - 2; i >= 0; i--) {
                assertArrayEquals(DataFiles.values(inMemory, i), DataFiles.values(onDisk, i));
                assertEquals(inMemory.label(i), onDisk.label(i));
            }
        }
    }

    @Test
    void asManyAsFitStayInMemory() throws IOException {
        read("folder", 16 * (COUNT - 1));
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void batchesAreTheSameWhereverImagesAreKeptAlsoAfterAStop() throws IOException {
        try (SampleStream memory = read("p.zip", Long.MAX_VALUE).stream(7, 5);
                SampleStream disk = read("p.zip", 0).stream(7, 5);
                SampleStream resumed = read("p.zip", 0).stream(7, 5)) {
            for (int i = 0; i < 13; i++) { // five batches a pass
                Numbers.restore(resumed, Numbers.of(disk));
                float[] expected = next(memory);
                assertArrayEquals(expected, next(disk), "batch " + i);
                assertArrayEquals(expected, next(resumed), "batch " + i);
            }
        }
    }

    private static float[] next(SampleStream stream) {
        return Scope.reading(() -> HostTensors.floats(stream.next().samples()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the file goes when it is closed")
    void temporaryFileHasNoNameLeftToStayBehind() throws IOException {
        Dataset dataset = read("folder", 0);
        try (Stream<Path> files = Files.list(folder.resolve("cache/decoded"))) {
            assertEquals(0, files.count());
        }
        assertEquals(0, DataFiles.values(dataset, 0)[0]);
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("cache"), "in the way");
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> read("folder", 0));
        assertTrue(e.getMessage().startsWith(folder.resolve("cache/decoded") + ": must be writable"), e.getMessage());
    }

    /** Blocks of one mebibyte hold 65,536 images of 16 bytes. */
    @Test
    void imagesAreFoundAcrossBlocks() throws IOException {
        int count = 70_000;
        Pixels.Writer writer = new Pixels.Writer(16, room(Long.MAX_VALUE));
        for (int i = 0; i < count; i++) {
            writer.add(ByteBuffer.allocate(16).putInt(12, i).array());
        }
        Pixels pixels = writer.pixels();
        assertEquals(2, assertInstanceOf(Pixels.InMemory.class, pixels).blocks().size());
        assertEquals(count, pixels.count());
        for (int i : new int[] {0, 65_535, 65_536, count - 1}) {
            ByteBuffer image = ByteBuffer.allocate(16);
            pixels.copy(i, image);
            assertEquals(i, image.getInt(12));
        }
    }

    @Test
    void arraysOfNumpyAndCifarMakeUseOfItToo() throws IOException {
        Path npy = DataFiles.write(folder.resolve("a.npy"), DataFiles.npy("|u1", DataFiles.counting(64), 4, 4, 4));
        Path cifar = DataFiles.write(folder.resolve("a.bin"), new byte[2 * 3073]);
        Dataset array = new NpyFiles().read(npy, request(room(32)));
        Dataset images = new CifarFiles().read(cifar, request(room(16)));
        assertTrue(Files.exists(folder.resolve("cache")));
        assertEquals(63, DataFiles.values(array, 3)[15]);
        assertEquals(2, images.count());
    }
}
