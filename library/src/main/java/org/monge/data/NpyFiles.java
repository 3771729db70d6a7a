package org.monge.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Arrays of NumPy: an NPY file of images, or an NPZ file, where the images are called {@code images}, {@code x},
 * {@code data} or {@code arr_0}, and their labels, if there are any, {@code labels}, {@code y} or {@code arr_1}; names
 * that end in {@code _train} or {@code _test} come first, for the split that is wanted.
 *
 * <p>Images are {@code (N, H, W)} or, if the last extent is 1 or 3, {@code (N, H, W, C)}, else {@code (N, C, H, W)}.
 * Bytes are taken as they are; floats are in [0, 1] or, if any is below 0, in [-1, 1].
 */
public final class NpyFiles implements DatasetReader {
    private static final List<String> IMAGES = List.of("images", "x", "data", "arr_0");
    private static final List<String> LABELS = List.of("labels", "y", "arr_1");
    private static final int MOST_CLASSES = 1 << 16;

    @Override
    public boolean recognizes(Path path) {
        return Files.isRegularFile(path) && (hasEnding(path, ".npy") || hasEnding(path, ".npz"));
    }

    private static boolean hasEnding(Path path, String ending) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** An array that can be read again and again. */
    private interface Source {
        InputStream open() throws IOException;
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        InvalidDataException.requireContent(path, 10);
        try {
            if (!hasEnding(path, ".npz")) {
                Pixels pixels = images(() -> Files.newInputStream(path), path.toString(), request);
                return dataset(path, request, pixels, new int[0]);
            }
            try (ZipFile zip = new ZipFile(path.toFile())) {
                return read(path, zip, request);
            }
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException e) {
            throw InvalidDataException.unreadable(path, e);
        }
    }

    private static Dataset dataset(Path path, Request request, Pixels pixels, int[] labels) {
        List<String> classes = Dataset.numbered(labels);
        return new Dataset(request.name(), path.toString(), request.shape().shape(), pixels, labels, classes);
    }

    private static Dataset read(Path path, ZipFile zip, Request request) throws IOException {
        String images = find(zip, IMAGES, request.split())
                .orElseThrow(() -> new InvalidDataException(
                        path + ": arrays must include one called " + String.join(", ", IMAGES) + ", got none of them"));
        Pixels pixels = images(() -> zip.getInputStream(zip.getEntry(images)), path + "!/" + images, request);
        Optional<String> named = find(zip, LABELS, request.split());
        if (named.isEmpty()) {
            return dataset(path, request, pixels, new int[0]);
        }
        try (InputStream in = new BufferedInputStream(zip.getInputStream(zip.getEntry(named.get())), 1 << 16)) {
            return dataset(path, request, pixels, labels(in, path + "!/" + named.get(), pixels.count()));
        }
    }

    private static Optional<String> find(ZipFile zip, List<String> names, Split split) {
        List<String> ofSplit = names.stream().map(name -> name + "_" + split).toList();
        return List.of(ofSplit, names).stream()
                .flatMap(List::stream)
                .map(name -> name + ".npy")
                .filter(name -> zip.getEntry(name) != null)
                .findFirst();
    }

    private static int[] labels(InputStream in, String name, int count) throws IOException {
        Npy array = Npy.read(in, name);
        boolean flat = array.rank() == 1 || (array.rank() == 2 && array.extent(1) == 1);
        InvalidDataException.require(
                flat && array.extent(0) == count,
                name,
                "shape",
                "[" + count + "] as there are images",
                array.extents());
        InvalidDataException.require(!array.isFloating(), name, "type", "integers", "floats");
        double[] values = array.next(in, count);
        array.requireEnd(in);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            boolean known = values[i] >= 0 && values[i] < MOST_CLASSES;
            InvalidDataException.require(known, name, "label", "from 0 to " + (MOST_CLASSES - 1), (long) values[i]);
            labels[i] = (int) values[i];
        }
        return labels;
    }

    private static Pixels images(Source source, String name, Request request) throws IOException {
        Layout layout;
        double low;
        double high;
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            layout = Layout.of(Npy.read(in, name));
            low = layout.lowest(in);
            high = layout.array.isFloating() ? 1 : 255;
        }
        Pixels.Writer writer = new Pixels.Writer(request.shape().values(), request.room());
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            Npy array = Npy.read(in, name);
            for (int i = 0; i < array.extent(0); i++) {
                byte[] planes = layout.planes(array.next(in, layout.size()), low, high);
                writer.add(request.shape().fit(planes, layout.channels, layout.height, layout.width));
            }
        }
        return writer.pixels();
    }

    /** How an array holds images. */
    private record Layout(Npy array, int channels, int height, int width, boolean channelsLast) {
        static Layout of(Npy array) throws InvalidDataException {
            boolean bytes = array.kind() == 'u' && array.width() == 1;
            InvalidDataException.require(
                    bytes || array.isFloating(),
                    array.name(),
                    "type",
                    "unsigned bytes or floats",
                    array.kind() + "" + array.width());
            if (array.rank() == 3) {
                return new Layout(array, 1, array.extent(1), array.extent(2), false);
            }
            boolean last = array.rank() == 4 && isChannels(array.extent(3));
            boolean first = array.rank() == 4 && isChannels(array.extent(1));
            InvalidDataException.require(
                    last || first,
                    array.name(),
                    "shape",
                    "[N, H, W], [N, H, W, C] or [N, C, H, W] with C 1 or 3",
                    array.extents());
            return last
                    ? new Layout(array, array.extent(3), array.extent(1), array.extent(2), true)
                    : new Layout(array, array.extent(1), array.extent(2), array.extent(3), false);
        }

        private static boolean isChannels(int extent) {
            return extent == 1 || extent == 3;
        }

        int size() {
            return Math.multiplyExact(channels, Math.multiplyExact(height, width));
        }

        /** Reads all images. What stands for black: 0, or -1 where any value is below 0. */
        double lowest(InputStream in) throws IOException {
            double lowest = 0;
            double highest = 0;
            for (int i = 0; i < array.extent(0); i++) {
                for (double value : array.next(in, size())) {
                    InvalidDataException.require(!Double.isNaN(value), array.name(), "values", "numbers", value);
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            }
            array.requireEnd(in);
            boolean fits = !array.isFloating() || (lowest >= -1 && highest <= 1);
            String range = "in [0, 1] or in [-1, 1] where they are floats";
            InvalidDataException.require(fits, array.name(), "values", range, lowest + " to " + highest);
            return lowest < 0 ? -1 : 0;
        }

        byte[] planes(double[] values, double low, double high) {
            byte[] planes = new byte[values.length];
            int plane = height * width;
            for (int i = 0; i < values.length; i++) {
                int at = channelsLast ? i % channels * plane + i / channels : i;
                planes[at] = (byte) Math.round(255 * (values[i] - low) / (high - low));
            }
            return planes;
        }
    }
}
