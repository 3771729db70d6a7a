package org.monge.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small data files, made as the tests need them. */
final class DataFiles {
    /** 40 by 30, red 6x, green 8y, blue 3(x + y), written by Pillow 13.0.0 with {@code quality=90}. */
    static final byte[] LOSSY_WEBP = Base64.getDecoder()
            .decode("UklGRrwAAABXRUJQVlA4ILAAAACwBgCdASooAB4APi0Sh0KhoY1W/wAMAWJaACdMr17X7B+M1KAAUFy25XSfWQU1+Y9nHKxYww"
                    + "vc19TKNJBwgAD+/9RCMbNw6VTKb3XGSVLBS1uGS/tPQMvsztvjDEewhLna/i/lkMNToflzrmsv6Y3ekXR6vTwkE2rU"
                    + "WVQKHbo49+IHqjFSJ6anqY9H093KWIO8znatsHaq3q/v2BgPDu3w4xrKrOaksoPUOqf6ckfAAA==");

    /** 8 by 6, red 30x, green 40y, blue 15(x + y), written by Pillow 13.0.0 with {@code lossless=True}. */
    static final byte[] LOSSLESS_WEBP =
            Base64.getDecoder().decode("UklGRioAAABXRUJQVlA4TB4AAAAvB0ABALmM6H/sIqL/ASEBYY7/GyULxmMeYgKAWzc=");

    /** 8 by 6, red 200, green 10, blue 10, opacity 128 of 255, written by Pillow 13.0.0 with {@code lossless=True}. */
    static final byte[] TRANSPARENT_WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAvB0ABEAdQhSJXoYABgCD8b5uI6H8I");

    private DataFiles() {}

    /** An IDX array of unsigned bytes. */
    static byte[] idx(byte[] values, int... extents) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        file.putInt(0x0800 | extents.length);
        for (int extent : extents) {
            file.putInt(extent);
        }
        return file.put(values).array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A zip of files by their names, in order. */
    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(archive)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    /** A tar of files by their names, in order, which ends with the first of its two marks. */
    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        int end = 512;
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(archive)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                out.putArchiveEntry(entry);
                out.write(file.getValue());
                out.closeArchiveEntry();
            }
            end += (int) out.getBytesWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(archive.toByteArray(), end);
    }

    /** Three images of two kinds. */
    static Map<String, byte[]> pictures() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("photos/b/1.png", plain(20, 4, 4));
        files.put("photos/a/2.png", plain(10, 4, 4));
        files.put("photos/b/3.png", plain(30, 4, 4));
        return files;
    }

    /** An array of NumPy, as version 1.0 of its format writes it. */
    static byte[] npy(String type, byte[] values, int... extents) {
        String shape = IntStream.of(extents).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ",)"));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        ByteBuffer file = ByteBuffer.allocate(10 + padded.length() + values.length);
        file.put((byte) 0x93).put("NUMPY".getBytes(US_ASCII)).put((byte) 1).put((byte) 0);
        file.put((byte) padded.length()).put((byte) (padded.length() >> 8)).put(padded.getBytes(US_ASCII));
        return file.put(values).array();
    }

    /** Little-endian floats. */
    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** {@code count} bytes 0, 1, 2, ... */
    static byte[] counting(int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) i;
        }
        return values;
    }

    /** A folder with 3 training images of 2 by 2 and their labels, and 2 test images without. */
    static Path idxFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idx(counting(12), 3, 2, 2)));
        write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idx(new byte[] {7, 0, 9}, 3)));
        write(folder.resolve("t10k-images-idx3-ubyte"), idx(counting(8), 2, 2, 2));
        return folder;
    }

    /** 16 by 12, red 15x, green 20y, blue 100. */
    static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 16; x++) {
                image.setRGB(x, y, ((15 * x) << 16) | ((20 * y) << 8) | 100);
            }
        }
        return encode(image, format);
    }

    /** An image of one grey value. */
    static byte[] plain(int grey, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        return encode(image, "png");
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    static DatasetReader.Request request(int size, int channels) {
        return request("some", Split.TRAIN, new ImageShape(size, channels), List.of());
    }

    /** Leaving out what is unreadable. */
    static DatasetReader.Request skipping(int size, int channels) {
        Room room = new Room(Long.MAX_VALUE, Path.of("unused"));
        ImageShape shape = new ImageShape(size, channels);
        return new DatasetReader.Request("some", Split.TRAIN, shape, List.of(), Unreadable.SKIP, room);
    }

    /** In memory, refusing what is unreadable. */
    static DatasetReader.Request request(String name, Split split, ImageShape shape, List<String> classes) {
        Room room = new Room(Long.MAX_VALUE, Path.of("unused"));
        return new DatasetReader.Request(name, split, shape, classes, Unreadable.REFUSE, room);
    }

    /** The bytes of image {@code index}. */
    static int[] values(Dataset dataset, int index) {
        ByteBuffer bytes = ByteBuffer.allocate((int) dataset.shape().size());
        dataset.copy(index, bytes);
        int[] values = new int[bytes.capacity()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.get(i) & 0xFF;
        }
        return values;
    }
}
