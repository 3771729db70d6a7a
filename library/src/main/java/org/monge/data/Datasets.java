package org.monge.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.monge.data.DatasetReader.Request;

/**
 * Finds and reads datasets.
 *
 * @param environment the variables of the process
 * @param home the user's home folder
 * @param packages where packages of the operating system keep datasets
 * @param resources where the embedded default is found
 */
public record Datasets(Map<String, String> environment, Path home, Path packages, ClassLoader resources) {
    /** The first that recognizes a path reads it. */
    private static final List<DatasetReader> READERS = List.of(
            new NpyFiles(),
            new ImageArchive(),
            new ParquetFiles(),
            new CifarFiles(),
            new IdxFiles(),
            new ImageFolder());

    private static final String EMBEDDED = "datasets/fashion-mnist/t10k-";

    public Datasets {
        environment = Map.copyOf(environment);
    }

    /** Of this user on this machine. */
    public static Datasets ofThisMachine() {
        return new Datasets(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("/usr/share/datasets"),
                Datasets.class.getClassLoader());
    }

    /** Where {@code monge data fetch} keeps the dataset of this name. */
    public Path cacheFolder(String name) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
        return caches.resolve("monge").resolve(name);
    }

    /**
     * Reads a dataset. A known name is looked for in the cache folder, then in the operating system's package, then among
     * the resources of the program.
     *
     * @param source a known name, or a path
     * @throws InvalidDataException if it is not found, or damaged
     */
    public Dataset open(String source, Split split, ImageShape shape) throws IOException {
        return open(source, split, shape, Unreadable.REFUSE);
    }

    /**
     * Reads a dataset, of which images may be left out.
     *
     * @param source a known name, or a path
     * @param unreadable what becomes of an image file in a folder or an archive that cannot be read
     * @throws InvalidDataException if it is not found, or damaged
     */
    public Dataset open(String source, Split split, ImageShape shape, Unreadable unreadable) throws IOException {
        Optional<PublishedDataset> published = PublishedDataset.named(source);
        List<String> classes = published.map(PublishedDataset::classes).orElse(List.of());
        Room room = Room.halfOfTheHeap(cacheFolder("decoded"));
        Request request = new Request(source, split, shape, classes, unreadable, room);
        return published.isPresent() ? find(published.get(), request) : read(existing(source), request);
    }

    /**
     * Reads one image file, brought to {@code shape}: a dataset of one image without a label.
     *
     * @throws InvalidDataException if it cannot be read, or is no image
     */
    public static Dataset image(Path file, ImageShape shape) throws IOException {
        byte[] pixels = ImageFile.decode(file.toString(), ImageFile.content(file), shape);
        return new Dataset(file.toString(), file.toString(), shape.shape(), pixels, new int[0], List.of());
    }

    /**
     * Stacks labelled digits.
     *
     * @param source of the digits: {@code mnist}, or the path of IDX files
     * @param size height and width
     * @throws InvalidDataException if they are not found, damaged, or not labelled from 0 to 9
     */
    public StackedDigits stacked(String source, Split split, int size) throws IOException {
        Dataset digits = open(source, split, new ImageShape(size, 1));
        try {
            return new StackedDigits(digits);
        } catch (IllegalArgumentException unfit) {
            throw new InvalidDataException(digits.source() + ": " + unfit.getMessage(), unfit);
        }
    }

    private static Dataset read(Path path, Request request) throws IOException {
        for (DatasetReader reader : READERS) {
            if (reader.recognizes(path)) {
                return reader.read(path, request);
            }
        }
        throw new InvalidDataException(path + ": data must be a file or a folder, got neither");
    }

    private static Path existing(String source) throws InvalidDataException {
        try {
            Path path = Path.of(source);
            if (!source.isEmpty() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Then it is no path, which the message below says.
        }
        String names = PublishedDataset.ALL.stream().map(PublishedDataset::name).collect(Collectors.joining(", "));
        throw new InvalidDataException(
                "data source must be " + names + ", or a file or folder that exists (--data names one), got " + source);
    }

    private Dataset find(PublishedDataset published, Request request) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(cacheFolder(published.name())));
        if (published.equals(PublishedDataset.FASHION_MNIST)) {
            folders.add(packages.resolve(published.name()));
        }
        for (Path folder : folders) {
            if (IdxFiles.holdsLabelled(folder, request.split())) {
                return new IdxFiles().read(folder, request);
            }
        }
        if (published.equals(PublishedDataset.FASHION_MNIST)) {
            Optional<Dataset> embedded = embedded(request);
            if (embedded.isPresent()) {
                return embedded.get();
            }
        }
        throw new InvalidDataException(published.title() + " must be on this machine, found none: get it by"
                + " ./monge data fetch " + published.name() + ", or name its folder with --data");
    }

    private Optional<Dataset> embedded(Request request) throws IOException {
        try (InputStream images = resources.getResourceAsStream(EMBEDDED + "images-idx3-ubyte.gz");
                InputStream labels = resources.getResourceAsStream(EMBEDDED + "labels-idx1-ubyte.gz")) {
            if (images == null || labels == null) {
                return Optional.empty();
            }
            Idx read = Idx.read(images, "embedded test images", 3);
            Optional<Idx> classes = Optional.of(Idx.read(labels, "embedded test labels", 1));
            String use = request.split() == Split.TRAIN ? ", standing in for the training split" : "";
            String words = String.format("embedded (the test split, %,d images%s)", read.count(), use);
            return Optional.of(IdxFiles.dataset(read, classes, request).from(words));
        }
    }
}
