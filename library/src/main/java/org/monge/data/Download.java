package org.monge.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.monge.data.PublishedDataset.RemoteFile;
import org.monge.engine.Sha256;
import org.monge.engine.WholeFile;

/**
 * Fetches published files. What has arrived is kept in {@code NAME.part} until it is whole, so that a broken download
 * goes on where it ended, in this run or the next; the file gets its name when its SHA-256 sum is right, never before.
 */
public final class Download {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 10;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

    private final Listener listener;
    private final Duration silence;
    private final HttpClient client;

    /** Hears how a download goes on, on the thread that called it. */
    public interface Listener {
        /**
         * Some more bytes of a file are here.
         *
         * @param total bytes of the whole file; -1 where the server does not say
         */
        void arrived(String file, long bytes, long total);

        /** A file is in its place; {@code fresh} where it was fetched now, not found there. */
        void placed(Path file, boolean fresh);
    }

    public Download(Listener listener) {
        this(listener, SILENCE);
    }

    /** @param silence how long a server may send nothing */
    Download(Listener listener, Duration silence) {
        this.listener = listener;
        this.silence = silence;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(silence)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Fetches every file of a dataset that is not in {@code folder} already.
     *
     * @throws IOException in one line, if a file cannot be fetched or written, or has the wrong sum
     */
    public void fetch(PublishedDataset dataset, Path folder) throws IOException, InterruptedException {
        for (RemoteFile file : dataset.files()) {
            fetch(file, folder);
        }
    }

    void fetch(RemoteFile file, Path folder) throws IOException, InterruptedException {
        Path target = folder.resolve(file.name());
        Path part = folder.resolve(file.name() + ".part");
        try {
            WholeFile.makeFolder(folder);
        } catch (IOException e) {
            throw InvalidDataException.unwritable(folder, e);
        }
        if (Files.exists(target) && Sha256.of(target).equals(file.sha256())) {
            listener.placed(target, false);
            return;
        }
        boolean joined = receive(file, part);
        if (joined && !Sha256.of(part).equals(file.sha256())) {
            // Its beginning was of another version, or damaged: once more, from the start.
            Files.delete(part);
            receive(file, part);
        }
        place(file, part, target);
    }

    /** Returns whether the parts of the file came over more than one connection. */
    private boolean receive(RemoteFile file, Path part) throws IOException, InterruptedException {
        boolean joined = false;
        for (int connection = 0; connection < MOST_CONNECTIONS; connection++) {
            long before = size(part);
            joined |= before > 0;
            try {
                if (connect(file, part, before)) {
                    return joined;
                }
            } catch (BrokenConnectionException e) {
                if (size(part) <= before) {
                    throw new IOException(file.address() + ": " + e.getMessage() + after(part), e);
                }
            }
        }
        throw new IOException(file.address() + ": connection broke " + MOST_CONNECTIONS + " times" + after(part));
    }

    private static String after(Path part) throws IOException {
        long kept = size(part);
        return kept == 0 ? "" : "; " + kept + " bytes are kept, the same command goes on from there";
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Returns whether the file has arrived up to its end. */
    private boolean connect(RemoteFile file, Path part, long kept) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = request(file, kept);
        try (InputStream body = response.body()) {
            long total;
            if (response.statusCode() == OK) {
                total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
                copy(body, file, part, 0, total);
                return true;
            }
            if (kept > 0 && response.statusCode() == RANGE_NOT_SATISFIABLE) {
                return true; // nothing lies beyond what is kept; its sum will tell whether that is the file
            }
            if (response.statusCode() != PARTIAL_CONTENT) {
                throw new IOException(file.address() + ": server must answer 200, got " + response.statusCode());
            }
            Matcher range = CONTENT_RANGE.matcher(
                    response.headers().firstValue("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != kept) {
                Files.deleteIfExists(part);
                return false;
            }
            total = Long.parseLong(range.group(2));
            copy(body, file, part, kept, total);
            return size(part) >= total;
        }
    }

    private HttpResponse<InputStream> request(RemoteFile file, long kept) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(silence);
        if (kept > 0) {
            request.header("Range", "bytes=" + kept + "-");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new BrokenConnectionException("cannot be reached (" + InvalidDataException.firstLine(e) + ")", e);
        }
    }

    private void copy(InputStream body, RemoteFile file, Path part, long start, long total) throws IOException {
        try (FileChannel out = open(part, start);
                Watchdog watchdog = new Watchdog(body, silence)) {
            byte[] buffer = new byte[1 << 16];
            long here = start;
            for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                watchdog.calm();
                write(out, part, ByteBuffer.wrap(buffer, 0, count));
                here += count;
                listener.arrived(file.name(), here, total);
            }
            out.force(true);
        }
    }

    private static FileChannel open(Path part, long start) throws IOException {
        try {
            FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (out.tryLock() == null) {
                out.close();
                throw new IOException("another process that writes it");
            }
            return out.truncate(start).position(start);
        } catch (IOException e) {
            throw InvalidDataException.unwritable(part, e);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws BrokenConnectionException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenConnectionException("connection broke (" + InvalidDataException.firstLine(e) + ")", e);
        }
    }

    private static void write(FileChannel out, Path part, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw InvalidDataException.unwritable(part, e);
        }
    }

    private void place(RemoteFile file, Path part, Path target) throws IOException {
        String sum = Sha256.of(part);
        if (!sum.equals(file.sha256())) {
            Files.delete(part);
            throw new InvalidDataException(file.address() + ": SHA-256 sum must be " + file.sha256() + ", got " + sum);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be synchronized; the file itself is safe.
        }
        listener.placed(target, true);
    }

    private static final class BrokenConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenConnectionException(String message, IOException cause) {
            super(message, cause);
        }
    }
}
