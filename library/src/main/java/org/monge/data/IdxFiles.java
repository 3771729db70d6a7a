package org.monge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * IDX files: either one file of images, with its labels beside it if there are any, or a folder with MNIST's four names
 * ({@code train-images-idx3-ubyte} and so on), each plain or with {@code .gz}.
 */
public final class IdxFiles implements DatasetReader {
    private static final String IMAGES = "-images-idx3-ubyte";
    private static final String LABELS = "-labels-idx1-ubyte";

    @Override
    public boolean recognizes(Path path) {
        return Files.isRegularFile(path) || holds(path, Split.TRAIN) || holds(path, Split.TEST);
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        Path images = path;
        if (Files.isDirectory(path)) {
            String name = request.split().idxPrefix() + IMAGES;
            images = find(path, name)
                    .orElseThrow(() -> new InvalidDataException(
                            path + ": folder must hold " + name + " or " + name + ".gz, got neither"));
        }
        Idx read = Idx.images(images);
        Optional<Path> labels = labelsOf(images);
        return dataset(read, labels.isPresent() ? Optional.of(Idx.labels(labels.get())) : Optional.empty(), request)
                .from(path.toString());
    }

    /** Whether {@code folder} has both the images and the labels of a split. */
    static boolean holdsLabelled(Path folder, Split split) {
        return holds(folder, split) && find(folder, split.idxPrefix() + LABELS).isPresent();
    }

    private static boolean holds(Path folder, Split split) {
        return find(folder, split.idxPrefix() + IMAGES).isPresent();
    }

    private static Optional<Path> find(Path folder, String name) {
        return List.of(folder.resolve(name), folder.resolve(name + ".gz")).stream()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    private static Optional<Path> labelsOf(Path images) {
        String name = images.getFileName().toString();
        if (!name.contains(IMAGES)) {
            return Optional.empty();
        }
        String labels = name.substring(0, name.indexOf(IMAGES)) + LABELS;
        return find(images.toAbsolutePath().getParent(), labels);
    }

    /** Brings images to the requested shape; grey images are repeated where color is wanted. */
    static Dataset dataset(Idx images, Optional<Idx> labels, Request request) throws InvalidDataException {
        ImageShape shape = request.shape();
        byte[] pixels = shape.allocate(images.name(), images.count());
        byte[] grey = sized(images, shape.size());
        int plane = shape.size() * shape.size();
        for (int i = 0; i < images.count() * shape.channels(); i++) {
            System.arraycopy(grey, i / shape.channels() * plane, pixels, i * plane, plane);
        }
        int[] classes = labels.isPresent() ? classes(images, labels.get()) : new int[0];
        List<String> names = names(classes, labels, request.classes());
        return new Dataset(request.name(), images.name(), shape.shape(), pixels, classes, names);
    }

    private static byte[] sized(Idx images, int size) {
        int height = images.extent(1);
        int width = images.extent(2);
        return height == size && width == size
                ? images.values()
                : Resize.toSquare(height, width, size).apply(images.values());
    }

    private static int[] classes(Idx images, Idx labels) throws InvalidDataException {
        InvalidDataException.require(
                labels.count() == images.count(),
                labels.name(),
                "count",
                images.count() + " as there are images",
                labels.count());
        byte[] values = labels.values();
        return IntStream.range(0, values.length).map(i -> values[i] & 0xFF).toArray();
    }

    private static List<String> names(int[] classes, Optional<Idx> labels, List<String> known)
            throws InvalidDataException {
        if (labels.isEmpty()) {
            return List.of();
        }
        if (known.isEmpty()) {
            return Dataset.numbered(classes);
        }
        int highest = IntStream.of(classes).max().orElseThrow();
        InvalidDataException.require(
                highest < known.size(), labels.get().name(), "label", "less than " + known.size(), highest);
        return known;
    }
}
