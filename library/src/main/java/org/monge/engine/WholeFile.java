package org.monge.engine;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Files that are there whole or not at all. The content goes to a temporary file in the same folder and to the disk
 * itself, then takes its name in one step. Whenever the process dies, the name holds the former content or the new one.
 * An interrupted thread writes as any other does.
 */
public final class WholeFile {
    private static final String SUFFIX = ".tmp";

    private WholeFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces {@code file} by {@code text} in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces {@code file} by {@code bytes}. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Replaces {@code file} by what {@code content} writes, and makes the folders above it where they are missing.
     *
     * @throws IOException naming the file and the reason; what was there is still there
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = temporary(file);
        try {
            makeFolder(folder(file));
            // Not a channel: an interrupt would close it in the middle.
            try (FileOutputStream disk = new FileOutputStream(temporary.toFile())) {
                OutputStream out = new BufferedOutputStream(disk);
                content.writeTo(out);
                out.flush();
                disk.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder(file));
        } catch (IOException failure) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw cannot("write", file, failure);
        }
    }

    /** Makes a folder and those above it where they are missing; a link to a folder is one. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** What a failure says of itself, with the file where only the system's message names it. */
    public static String describe(IOException failure) {
        boolean bare = failure instanceof FileSystemException known && known.getFile() != null;
        return bare ? ((FileSystemException) failure).getFile() + ": " + reason(failure) : reason(failure);
    }

    /** One line for people: what failed, with which file, and why. */
    public static IOException cannot(String verb, Path file, IOException failure) {
        return new IOException("cannot " + verb + " " + file + ": " + reason(failure), failure);
    }

    /** Where the content of {@code file} is until it is complete. */
    public static Path temporary(Path file) {
        return folder(file).resolve("." + file.getFileName() + SUFFIX);
    }

    /** The file whose content a file of this name was to become; nothing if it was none. */
    public static Optional<String> interrupted(String name) {
        return name.startsWith(".") && name.endsWith(SUFFIX)
                ? Optional.of(name.substring(1, name.length() - SUFFIX.length()))
                : Optional.empty();
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** Why an operation on files failed, in a few words. */
    public static String reason(IOException failure) {
        if (failure instanceof FileNotFoundException) {
            return failure.getMessage().replaceFirst("^.* \\((.*)\\)$", "$1"); // "path (reason)"
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the place of the folder";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Takes the names in {@code folder} to the disk, where the system can. */
    private static void sync(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                break;
            } catch (ClosedByInterruptException again) {
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
