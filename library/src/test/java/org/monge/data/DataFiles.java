package org.monge.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

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
        return new DatasetReader.Request("some", Split.TRAIN, new ImageShape(size, channels), List.of());
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
