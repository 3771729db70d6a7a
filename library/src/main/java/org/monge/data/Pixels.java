package org.monge.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The bytes of many images of one size, in memory or in a file. */
sealed interface Pixels {
    /** How many images there are. */
    int count();

    /** Appends the bytes of image {@code index}. */
    void copy(int index, ByteBuffer target);

    /** Images in one array. */
    static Pixels of(byte[] pixels, int size) {
        return new InMemory(List.of(pixels), pixels.length / size, size, pixels.length / size);
    }

    /** Images in blocks, of which only the last may be partly filled. */
    record InMemory(List<byte[]> blocks, int perBlock, int size, int count) implements Pixels {
        @Override
        public void copy(int index, ByteBuffer target) {
            target.put(blocks.get(index / perBlock), index % perBlock * size, size);
        }
    }

    /** Some of other images. */
    @SuppressWarnings("ArrayRecordComponent") // never handed out
    record Chosen(Pixels all, int[] indices) implements Pixels {
        @Override
        public int count() {
            return indices.length;
        }

        @Override
        public void copy(int index, ByteBuffer target) {
            all.copy(indices[index], target);
        }
    }

    /** Images in a file that is gone when it is closed, or when the process ends. */
    record OnDisk(Path path, FileChannel file, int size, int count) implements Pixels {
        @Override
        public void copy(int index, ByteBuffer target) {
            ByteBuffer image = target.slice(target.position(), size);
            long start = (long) index * size;
            try {
                while (image.hasRemaining()) {
                    if (file.read(image, start + image.position()) < 0) {
                        throw new EOFException("an end too early");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(InvalidDataException.unreadable(path, e));
            }
            target.position(target.position() + size);
        }
    }

    /** Takes images in turn. */
    final class Writer {
        private static final int BLOCK_BYTES = 1 << 20;
        private static final Set<StandardOpenOption> TEMPORARY =
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);

        private final int size;
        private final int perBlock;
        private final Room room;
        private final List<byte[]> blocks = new ArrayList<>();
        private final List<OnDisk> spilled = new ArrayList<>();
        private int count;

        /** For images of {@code size} bytes. */
        Writer(int size, Room room) {
            this.size = size;
            this.perBlock = Math.max(1, BLOCK_BYTES / size);
            this.room = room;
        }

        /** Takes one image; an {@link InvalidDataException} tells that the temporary file cannot be written. */
        void add(byte[] image) throws IOException {
            if (spilled.isEmpty() && (count + 1L) * size > room.memory()) {
                spill();
            }
            if (spilled.isEmpty()) {
                if (count % perBlock == 0) {
                    blocks.add(new byte[Math.multiplyExact(perBlock, size)]);
                }
                System.arraycopy(image, 0, blocks.get(blocks.size() - 1), count % perBlock * size, size);
            } else {
                write(spilled.get(0), image);
            }
            count = Math.incrementExact(count);
        }

        /** All that were added. */
        Pixels pixels() {
            return spilled.isEmpty()
                    ? new InMemory(List.copyOf(blocks), perBlock, size, count)
                    : new OnDisk(spilled.get(0).path, spilled.get(0).file, size, count);
        }

        private void spill() throws IOException {
            OnDisk file = open();
            spilled.add(file);
            Pixels kept = new InMemory(blocks, perBlock, size, count);
            for (int i = 0; i < count; i++) {
                ByteBuffer image = ByteBuffer.allocate(size);
                kept.copy(i, image);
                write(file, image.array());
            }
            blocks.clear();
        }

        private OnDisk open() throws IOException {
            try {
                Files.createDirectories(room.overflow());
                Path path = Files.createTempFile(room.overflow(), "images-", ".tmp");
                return new OnDisk(path, FileChannel.open(path, TEMPORARY), size, 0);
            } catch (IOException e) {
                throw InvalidDataException.unwritable(room.overflow(), e);
            }
        }

        private static void write(OnDisk target, byte[] image) throws IOException {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(image);
                while (bytes.hasRemaining()) {
                    target.file.write(bytes);
                }
            } catch (IOException e) {
                throw InvalidDataException.unwritable(target.path, e);
            }
        }
    }
}
