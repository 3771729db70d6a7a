package org.monge.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data that breaks a rule of its format. The message is one line: the file, the rule and the value. */
public final class InvalidDataException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidDataException(String message) {
        super(message);
    }

    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Checks one rule.
     *
     * @throws InvalidDataException naming the file, what of it is wrong, the rule and the value
     */
    static void require(boolean holds, Object file, String name, String rule, Object value)
            throws InvalidDataException {
        if (!holds) {
            throw new InvalidDataException(file + ": " + name + " must be " + rule + ", got " + value);
        }
    }

    /** @throws InvalidDataException if {@code file} is not a file that can be read */
    static void requireFile(Path file) throws InvalidDataException {
        if (!Files.exists(file)) {
            throw new InvalidDataException(file + ": must exist, got nothing");
        }
        require(Files.isRegularFile(file), file, "data", "a file", Files.isDirectory(file) ? "a folder" : "a device");
    }

    /** @throws InvalidDataException if {@code file} is not a file that can be read, or shorter than {@code least} bytes */
    static void requireContent(Path file, long least) throws IOException {
        requireFile(file);
        long length = Files.size(file);
        String unit = least == 1 ? " byte" : " bytes";
        require(length >= least, file, "length", "at least " + least + unit, length);
    }

    /** The same failure in words that name the file. */
    static InvalidDataException unreadable(Object file, IOException cause) {
        return new InvalidDataException(file + ": must be readable, got " + reason(cause), cause);
    }

    /** The same failure in words that name the file. */
    static InvalidDataException unwritable(Object file, IOException cause) {
        return new InvalidDataException(file + ": must be writable, got " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "a file in place of a folder";
        }
        return firstLine(cause);
    }

    /** The first line of what a failure says, or what it is called. */
    public static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        boolean wordless = message == null || message.isBlank();
        return wordless
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
