package org.monge.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A zip or tar archive of images; a tar may be compressed by gzip. The folders that all images share are passed over;
 * those below them are classes, in the order of their names. Images come in the order of the archive. Which files count
 * as images is as for an {@link ImageFolder}.
 */
public final class ImageArchive implements DatasetReader {
    private static final String INSIDE = "!/";

    private final int threads;

    public ImageArchive() {
        this(ImageDecoder.usualThreads());
    }

    ImageArchive(int threads) {
        this.threads = threads;
    }

    @Override
    public boolean recognizes(Path path) {
        return Files.isRegularFile(path) && (isZip(path) || isTar(path));
    }

    private static boolean isZip(Path path) {
        return ending(path, ".zip");
    }

    private static boolean isTar(Path path) {
        return ending(path, ".tar") || isPacked(path);
    }

    private static boolean isPacked(Path path) {
        return ending(path, ".tar.gz") || ending(path, ".tgz");
    }

    private static boolean ending(Path path, String ending) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    @Override
    public Dataset read(Path path, Request request) throws IOException {
        InvalidDataException.requireContent(path, 1);
        List<String> names = new ArrayList<>();
        try (ImageDecoder decoder = new ImageDecoder(request, threads)) {
            if (isTar(path)) {
                readTar(path, decoder, names);
            } else {
                readZip(path, decoder, names);
            }
            boolean any = !names.isEmpty();
            InvalidDataException.require(any, path, "archive", "one that holds " + ImageFolder.KINDS, "none");
            List<String> kept = decoder.kept().stream().map(names::get).toList();
            List<String> classes = classes(path, kept);
            List<String> sorted = classes.stream().distinct().sorted().toList();
            Map<String, Integer> numbers = new TreeMap<>();
            sorted.forEach(name -> numbers.put(name, numbers.size()));
            int[] labels = classes.stream().mapToInt(numbers::get).toArray();
            return new Dataset(
                    request.name(), decoder.told(path), request.shape().shape(), decoder.pixels(), labels, sorted);
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException e) {
            throw InvalidDataException.unreadable(path, e);
        }
    }

    /** Without the dot of an archive of {@code .}. */
    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static boolean isImage(String name) {
        for (String part : name.split("/", -1)) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return false;
            }
        }
        return ImageFolder.isImage(name);
    }

    private static void readZip(Path path, ImageDecoder decoder, List<String> names) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (!entry.isDirectory() && isImage(plain(entry.getName()))) {
                    String name = path + INSIDE + entry.getName();
                    names.add(plain(entry.getName()));
                    decoder.add(name, () -> unzip(zip, entry, name));
                }
            }
            if (!names.isEmpty()) {
                decoder.finish(path);
            }
        }
    }

    private static byte[] unzip(ZipFile zip, ZipEntry entry, String name) throws IOException {
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readAllBytes();
        } catch (IOException e) {
            throw InvalidDataException.unreadable(name, e);
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        InvalidDataException.require(sum.getValue() == entry.getCrc(), name, "checksum", "as stored", "another");
        return content;
    }

    private static void readTar(Path path, ImageDecoder decoder, List<String> names) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                InputStream unpacked = isPacked(path) ? new GZIPInputStream(file, 1 << 16) : file;
                Tar tar = new Tar(unpacked)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && isImage(plain(entry.getName()))) {
                    byte[] content = tar.readAllBytes();
                    names.add(plain(entry.getName()));
                    decoder.add(path + INSIDE + entry.getName(), () -> content);
                }
            }
            InvalidDataException.require(!tar.endsEarly, path, "archive", "whole", "an end too early");
            unpacked.transferTo(OutputStream.nullOutputStream()); // gzip's checksum stands at its end
        } catch (EOFException e) {
            throw new InvalidDataException(path + ": archive must be whole, got an end too early", e);
        }
        if (!names.isEmpty()) {
            decoder.finish(path);
        }
    }

    /** The classes of images, or none if they all lie in one folder. */
    private static List<String> classes(Path path, List<String> names) throws InvalidDataException {
        List<String[]> paths = names.stream().map(name -> name.split("/", -1)).toList();
        int shared = 0;
        while (sharesFolder(paths, shared)) {
            shared++;
        }
        int depth = shared;
        int[] loose = IntStream.range(0, paths.size())
                .filter(i -> paths.get(i).length == depth + 1)
                .toArray();
        if (loose.length == paths.size()) {
            return List.of();
        }
        if (loose.length > 0) {
            String other = names.stream()
                    .filter(name -> name.split("/", -1).length > depth + 1)
                    .findFirst()
                    .orElseThrow();
            throw new InvalidDataException(
                    path + ": images must be either in one folder or in its sub-folders, got both: "
                            + names.get(loose[0]) + " beside " + other);
        }
        return paths.stream().map(parts -> parts[depth]).toList();
    }

    private static boolean sharesFolder(List<String[]> paths, int depth) {
        String[] first = paths.get(0);
        return paths.stream().allMatch(parts -> parts.length > depth + 1 && parts[depth].equals(first[depth]));
    }

    /** A tar ends with records of zeros; one that is cut off between two files only lacks them. */
    private static final class Tar extends TarArchiveInputStream {
        private boolean endsEarly;

        Tar(InputStream in) {
            super(in);
        }

        @Override
        protected byte[] readRecord() throws IOException {
            byte[] record = super.readRecord();
            endsEarly |= record == null && !isAtEOF();
            return record;
        }
    }
}
