package org.monge.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array in NumPy's format NPY: a magic string, a version, the length of what follows, and a Python
 * dictionary of the type, the order and the shape. The elements come after it, row by row.
 *
 * @param name what messages call the array
 * @param kind {@code u} unsigned, {@code i} signed, {@code f} floating-point
 * @param width bytes of one element
 * @param order of these bytes
 * @param extents of the array
 */
record Npy(String name, char kind, int width, ByteOrder order, List<Integer> extents) {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PREFIX = 8;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    /**
     * Reads up to the first element.
     *
     * @throws InvalidDataException if that is no NPY header of numbers in C order
     */
    static Npy read(InputStream in, String name) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX);
        InvalidDataException.require(prefix.length > 0, name, "length", "at least " + PREFIX + " bytes", prefix.length);
        boolean magic = prefix.length == PREFIX && Arrays.equals(Arrays.copyOf(prefix, MAGIC.length), MAGIC);
        InvalidDataException.require(magic, name, "start", "that of an NPY array", "another or a part of it");
        byte[] stated = in.readNBytes(prefix[MAGIC.length] == 1 ? 2 : 4);
        ByteBuffer number =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).put(stated);
        int length = number.getInt(0);
        boolean sane = length >= 0 && length <= LONGEST_HEADER;
        InvalidDataException.require(sane, name, "length of the header", "at most " + LONGEST_HEADER, length);
        byte[] header = in.readNBytes(length);
        InvalidDataException.require(header.length == length, name, "header", length + " bytes", header.length);
        return parse(new String(header, StandardCharsets.UTF_8), name);
    }

    private static Npy parse(String header, String name) throws InvalidDataException {
        Matcher type = TYPE.matcher(header);
        Matcher fortran = FORTRAN.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        boolean whole = type.find() && fortran.find() && shape.find();
        InvalidDataException.require(
                whole, name, "header", "one of numbers: descr, fortran_order, shape", header.strip());
        boolean rows = fortran.group(1).equals("False");
        InvalidDataException.require(rows, name, "order", "row by row (C order)", "column by column");
        char kind = type.group(2).charAt(0);
        int width = type.group(3).length() > 1 ? 0 : Integer.parseInt(type.group(3));
        boolean known = "u1 u2 u4 u8 i1 i2 i4 i8 f4 f8".contains(kind + "" + width) && width > 0;
        InvalidDataException.require(
                known, name, "type", "integers, or floats of 4 or 8 bytes", type.group(2) + type.group(3));
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String[] numbers = shape.group(1).replaceAll("\\s|,\\s*$", "").split(",", -1);
        Integer[] extents = new Integer[shape.group(1).isBlank() ? 0 : numbers.length];
        for (int i = 0; i < extents.length; i++) {
            boolean positive = numbers[i].matches("0*[1-9]\\d{0,8}");
            InvalidDataException.require(positive, name, "dimension " + i, "from 1 to 999999999", numbers[i]);
            extents[i] = Integer.valueOf(numbers[i]);
        }
        return new Npy(name, kind, width, order, List.of(extents));
    }

    int extent(int dimension) {
        return extents.get(dimension);
    }

    int rank() {
        return extents.size();
    }

    boolean isFloating() {
        return kind == 'f';
    }

    /**
     * The next {@code count} elements.
     *
     * @throws InvalidDataException if there are fewer
     */
    double[] next(InputStream in, int count) throws IOException {
        int length = Math.multiplyExact(count, width);
        byte[] bytes = in.readNBytes(length);
        InvalidDataException.require(
                bytes.length == length, name, "data", "of the shape " + extents, "an end too early");
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(buffer, i * width);
        }
        return values;
    }

    private double value(ByteBuffer buffer, int at) {
        if (kind == 'f') {
            return width == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
        }
        long signed =
                switch (width) {
                    case 1 -> buffer.get(at);
                    case 2 -> buffer.getShort(at);
                    case 4 -> buffer.getInt(at);
                    default -> buffer.getLong(at);
                };
        return kind == 'u' && width < Long.BYTES ? signed & (-1L >>> (64 - 8 * width)) : signed;
    }

    /** @throws InvalidDataException if there is anything left */
    void requireEnd(InputStream in) throws IOException {
        InvalidDataException.require(in.read() == -1, name, "data", "of the shape " + extents, "more");
    }
}
