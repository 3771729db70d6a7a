package org.monge.checkpoint;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
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
public final class AtomicFile {
    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code content} to {@code file}, in the place of what was there.
     *
     * @throws IOException naming the file and the reason; what was there is still there
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = temporary(file);
        try {
            // Not a channel: an interrupt would close it in the middle.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                content.writeTo(out);
                out.flush();
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder(file));
        } catch (IOException failure) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw new IOException(file + " could not be written: " + reason(failure), failure);
        }
    }

    /** Where the content of {@code file} is until it is complete. */
    static Path temporary(Path file) {
        return folder(file).resolve("." + file.getFileName() + SUFFIX);
    }

    /** The file whose content a file of this name was to become; nothing if it was none. */
    static Optional<String> interrupted(String name) {
        return name.startsWith(".") && name.endsWith(SUFFIX)
                ? Optional.of(name.substring(1, name.length() - SUFFIX.length()))
                : Optional.empty();
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** Why an operation on files failed, in a few words. */
    static String reason(IOException failure) {
        if (failure instanceof FileNotFoundException) {
            return failure.getMessage().replaceFirst("^.* \\((.*)\\)$", "$1"); // "path (reason)"
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "There is a file of that name";
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
