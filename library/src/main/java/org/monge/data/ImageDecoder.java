package org.monge.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.monge.data.DatasetReader.Request;

/**
 * Decodes image files on several threads, and keeps their order: of several that are broken, the first is named. At most
 * a few images a thread wait at any time, so that memory does not grow with their number.
 */
final class ImageDecoder implements AutoCloseable {
    private static final int MOST_THREADS = 8;
    private static final int WAITING = 16;

    private final Request request;
    private final int threads;
    private final ExecutorService pool;
    private final Pixels.Writer writer;
    private final Deque<Future<byte[]>> waiting = new ArrayDeque<>();
    private final List<Integer> kept = new ArrayList<>();
    private int taken;

    /** The bytes of one file. */
    interface Content {
        /** Reads them; an {@link IOException} names the file. */
        byte[] read() throws IOException;
    }

    ImageDecoder(Request request, int threads) {
        this.request = request;
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, ImageDecoder::daemon);
        this.writer = new Pixels.Writer(request.shape().values(), request.room());
    }

    /** As many threads as there are processors, within reason. */
    static int usualThreads() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }

    /** Takes a file, which messages call {@code name}. */
    void add(String name, Content content) throws IOException {
        waiting.add(pool.submit(() -> ImageFile.decode(name, content.read(), request.shape())));
        if (waiting.size() >= WAITING * threads) {
            take();
        }
    }

    /**
     * Waits for all images.
     *
     * @param whole what messages call all of them together
     * @throws InvalidDataException if every one had to be left out
     */
    void finish(Object whole) throws IOException {
        while (!waiting.isEmpty()) {
            take();
        }
        InvalidDataException.require(
                !kept.isEmpty(), whole, "images", "readable, at least one of " + taken, "none that is");
    }

    private void take() throws IOException {
        try {
            byte[] image = waiting.remove().get();
            writer.add(image);
            kept.add(taken);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException cause)) {
                throw new IllegalStateException("decoding failed", e.getCause());
            }
            if (!(cause instanceof InvalidDataException) || request.unreadable() == Unreadable.REFUSE) {
                throw cause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        }
        taken++;
    }

    /** The images that could be read. */
    Pixels pixels() {
        return writer.pixels();
    }

    /** Which of the files they came from, by the order in which these were added. */
    List<Integer> kept() {
        return kept;
    }

    /** {@code source}, and how many images of it were left out. */
    String told(Object source) {
        int skipped = taken - kept.size();
        return skipped == 0 ? source.toString() : source + " (" + skipped + " unreadable of " + taken + " left out)";
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "monge-image-reader");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
