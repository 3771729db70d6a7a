package org.monge.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CIFAR-10 or CIFAR-100 (Krizhevsky, 2009) in the binary version: one file, or the published folder, of which the split
 * is read. Each image is its label, or for CIFAR-100 its coarse and its fine label, of which the fine one counts, and
 * 3,072 bytes: red, green and blue of 32 rows of 32 pixels. The files have no header, so that a file cut off between two
 * images cannot be told from a whole one.
 */
public final class CifarFiles implements DatasetReader {
    private static final int SIDE = 32;
    private static final int PIXELS = 3 * SIDE * SIDE;

    /** The two datasets. */
    private enum Kind {
        TEN(1, 10, "data_batch_[1-5].bin", "test_batch.bin", "batches.meta.txt"),
        HUNDRED(2, 100, "train.bin", "test.bin", "fine_label_names.txt");

        final int labels;
        final int classes;
        final String train;
        final String test;
        final String names;

        Kind(int labels, int classes, String train, String test, String names) {
            this.labels = labels;
            this.classes = classes;
            this.train = train;
            this.test = test;
            this.names = names;
        }

        int record() {
            return labels + PIXELS;
        }

        List<Path> files(Path folder, Split split) throws IOException {
            String pattern = split == Split.TRAIN ? train : test;
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.getFileName().toString().matches(pattern))
                        .sorted()
                        .toList();
            }
        }
    }

    @Override
    public boolean recognizes(Path path) {
        if (Files.isDirectory(path)) {
            return Stream.of("data_batch_1.bin", "test_batch.bin", "train.bin", "test.bin")
                    .anyMatch(name -> Files.isRegularFile(path.resolve(name)));
        }
        return Files.isRegularFile(path) && path.getFileName().toString().endsWith(".bin");
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        if (!Files.isDirectory(path)) {
            InvalidDataException.requireContent(path, Kind.TEN.record());
            return read(path, List.of(path), kind(path), request);
        }
        for (Kind kind : Kind.values()) {
            List<Path> files = kind.files(path, request.split());
            if (!files.isEmpty()) {
                return read(path, files, kind, request);
            }
        }
        throw new InvalidDataException(
                path + ": folder must hold CIFAR's batches of the " + request.split() + " split, got none");
    }

    /** By length; the few lengths that fit both are told apart by the published names. */
    private static Kind kind(Path file) throws IOException {
        long length = Files.size(file);
        boolean named = file.getFileName().toString().matches("train.bin|test.bin");
        List<Kind> fitting = Arrays.stream(Kind.values())
                .filter(kind -> length % kind.record() == 0)
                .toList();
        InvalidDataException.require(
                !fitting.isEmpty(), file, "length", "a multiple of 3073 (CIFAR-10) or 3074 (CIFAR-100) bytes", length);
        return fitting.get(named ? fitting.size() - 1 : 0);
    }

    private static Dataset read(Path path, List<Path> files, Kind kind, Request request) throws IOException {
        Pixels.Writer writer = new Pixels.Writer(request.shape().values(), request.room());
        IntStream.Builder labels = IntStream.builder();
        for (Path file : files) {
            InvalidDataException.requireContent(file, kind.record());
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                for (byte[] record = in.readNBytes(kind.record()); record.length > 0; ) {
                    labels.add(label(file, record, kind));
                    byte[] planes = Arrays.copyOfRange(record, kind.labels, record.length);
                    writer.add(request.shape().fit(planes, 3, SIDE, SIDE));
                    record = in.readNBytes(kind.record());
                }
            } catch (InvalidDataException e) {
                throw e;
            } catch (IOException e) {
                throw InvalidDataException.unreadable(file, e);
            }
        }
        List<String> classes = classes(files.get(0).resolveSibling(kind.names), kind);
        return new Dataset(
                request.name(),
                path.toString(),
                request.shape().shape(),
                writer.pixels(),
                labels.build().toArray(),
                classes);
    }

    private static int label(Path file, byte[] record, Kind kind) throws InvalidDataException {
        InvalidDataException.require(
                record.length == kind.record(),
                file,
                "length",
                "a multiple of " + kind.record() + " bytes",
                "a rest of " + record.length);
        int label = record[kind.labels - 1] & 0xFF;
        InvalidDataException.require(label < kind.classes, file, "label", "less than " + kind.classes, label);
        return label;
    }

    /** The names that lie beside the images, if they do. */
    private static List<String> classes(Path names, Kind kind) throws IOException {
        if (Files.isRegularFile(names)) {
            List<String> lines = Files.readAllLines(names).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            InvalidDataException.require(
                    lines.size() == kind.classes, names, "names of classes", kind.classes + " lines", lines.size());
            return lines;
        }
        return IntStream.range(0, kind.classes).mapToObj(String::valueOf).toList();
    }
}
