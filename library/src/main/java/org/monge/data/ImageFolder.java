package org.monge.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of PNG, JPEG, GIF, BMP or WebP images of any size. Sub-folders are classes, in the order of their names, each
 * with all images below it; images directly in the folder have no labels. Images come in the order of their paths.
 * Hidden files and files with other endings are left out.
 */
public final class ImageFolder implements DatasetReader {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp");

    /** What counts as an image, for people. */
    static final String KINDS = "PNG, JPEG, GIF, BMP or WebP images";

    private final int threads;

    public ImageFolder() {
        this(ImageDecoder.usualThreads());
    }

    ImageFolder(int threads) {
        this.threads = threads;
    }

    @Override
    public boolean recognizes(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        Contents contents;
        try {
            contents = list(path);
        } catch (UncheckedIOException e) {
            throw InvalidDataException.unreadable(path, e.getCause());
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException e) {
            throw InvalidDataException.unreadable(path, e);
        }
        try (ImageDecoder decoder = new ImageDecoder(request, threads)) {
            for (Path file : contents.files) {
                decoder.add(file.toString(), () -> ImageFile.content(file));
            }
            decoder.finish(path);
            int[] labels = contents.classes.isEmpty()
                    ? new int[0]
                    : decoder.kept().stream().mapToInt(contents.labels::get).toArray();
            return new Dataset(
                    request.name(),
                    decoder.told(path),
                    request.shape().shape(),
                    decoder.pixels(),
                    labels,
                    contents.classes);
        }
    }

    private record Contents(List<Path> files, List<Integer> labels, List<String> classes) {}

    private static Contents list(Path root) throws IOException {
        List<Path> loose = images(root, 1);
        List<Path> folders = folders(root);
        if (folders.isEmpty()) {
            requireImages(root, loose);
            return new Contents(loose, List.of(), List.of());
        }
        if (!loose.isEmpty()) {
            throw new InvalidDataException(
                    root + ": images must be either in the folder or in its sub-folders, got both: " + loose.get(0)
                            + " beside " + folders.get(0));
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> members = images(folder, Integer.MAX_VALUE);
            requireImages(folder, members);
            members.forEach(member -> labels.add(classes.size()));
            files.addAll(members);
            classes.add(folder.getFileName().toString());
        }
        return new Contents(files, labels, classes);
    }

    private static void requireImages(Path folder, List<Path> images) throws InvalidDataException {
        InvalidDataException.require(!images.isEmpty(), folder, "folder", "one that holds " + KINDS, "none");
    }

    private static List<Path> folders(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isDirectory(child) && isVisible(root, child))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static List<Path> images(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isVisible(folder, file) && isImage(file) && !Files.isDirectory(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static boolean isVisible(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isImage(Path file) {
        return isImage(file.getFileName().toString());
    }

    /** By the ending of its name. */
    static boolean isImage(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
