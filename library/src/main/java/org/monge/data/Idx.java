package org.monge.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format of MNIST: two zero bytes, the type of the elements, the number of
 * dimensions, each extent as a 32-bit big-endian number, then the elements in row-major order. It may be compressed by
 * gzip, whatever its name says.
 */
public final class Idx {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final int[] extents;
    private final byte[] values;

    private Idx(String name, int[] extents, byte[] values) {
        this.name = name;
        this.extents = extents;
        this.values = values;
    }

    /** Images, {@code (N, H, W)}. */
    public static Idx images(Path file) throws IOException {
        return read(file, 3);
    }

    /** Labels, {@code (N)}. */
    public static Idx labels(Path file) throws IOException {
        return read(file, 1);
    }

    private static Idx read(Path file, int dimensions) throws IOException {
        InvalidDataException.requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), dimensions);
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException e) {
            throw InvalidDataException.unreadable(file, e);
        }
    }

    /**
     * Reads to the end of {@code in}.
     *
     * @param name what messages call it
     * @param dimensions how many it must have
     * @throws InvalidDataException if it is not a whole IDX array of that kind
     */
    static Idx read(InputStream in, String name, int dimensions) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        if (!isGzip(buffered)) {
            return parse(buffered, name, dimensions);
        }
        try (InputStream unpacked = new GZIPInputStream(buffered, 1 << 16)) {
            return parse(unpacked, name, dimensions);
        } catch (EOFException e) {
            throw new InvalidDataException(name + ": gzip data must be whole, got an end too early", e);
        } catch (ZipException e) {
            String reason = InvalidDataException.firstLine(e);
            throw new InvalidDataException(name + ": gzip data must be intact, got " + reason, e);
        }
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return gzip;
    }

    private static Idx parse(InputStream in, String name, int dimensions) throws IOException {
        int header = 4 + 4 * dimensions;
        byte[] start = in.readNBytes(header);
        InvalidDataException.require(start.length >= 4, name, "length", "at least " + header + " bytes", start.length);
        String rule = String.format("0x%06x%02x", UNSIGNED_BYTE, dimensions);
        ByteBuffer numbers = ByteBuffer.wrap(start);
        int magic = numbers.getInt();
        boolean known = magic == (UNSIGNED_BYTE << 8 | dimensions);
        InvalidDataException.require(
                known, name, "magic number", rule + " (" + kind(dimensions) + ")", String.format("0x%08x", magic));
        InvalidDataException.require(
                start.length == header, name, "length", "at least " + header + " bytes", start.length);
        int[] extents = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            extents[i] = numbers.getInt();
            InvalidDataException.require(extents[i] >= 1, name, "dimension " + i, "at least 1", extents[i]);
        }
        return new Idx(name, extents, body(in, name, header, extents));
    }

    private static byte[] body(InputStream in, String name, int header, int[] extents) throws IOException {
        double size = 1;
        for (int extent : extents) {
            size *= extent;
        }
        InvalidDataException.require(size <= LONGEST_ARRAY, name, "size", "at most " + LONGEST_ARRAY, size);
        byte[] values = in.readNBytes((int) size);
        String rule = header + (long) size + " bytes";
        InvalidDataException.require(
                values.length == (int) size, name, "length", rule, header + values.length + " (truncated)");
        InvalidDataException.require(in.read() == -1, name, "length", rule, "more");
        return values;
    }

    private static String kind(int dimensions) {
        return "unsigned bytes, dimensions: " + dimensions;
    }

    /** Where it came from, for messages. */
    public String name() {
        return name;
    }

    /** How many images or labels. */
    public int count() {
        return extents[0];
    }

    /** Extent along one dimension. */
    public int extent(int dimension) {
        return extents[dimension];
    }

    /** The elements in row-major order; not a copy. */
    byte[] values() {
        return values;
    }
}
