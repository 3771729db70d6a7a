package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.data.PublishedDataset.RemoteFile;
import org.monge.engine.Sha256;

class DownloadTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService handlers = Executors.newCachedThreadPool();
    private HttpServer server;
    private Duration silence = Duration.ofSeconds(20);

    private interface Answer {
        void send(HttpExchange exchange, int start) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        handlers.shutdownNow();
    }

    private void answer(Answer answer) {
        server.createContext("/file", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            try (exchange) {
                answer.send(exchange, start);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private RemoteFile file() {
        return new RemoteFile("data.gz", address(), sum(content));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
    }

    private static String sum(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }

    private void fetch() throws IOException, InterruptedException {
        fetch(file());
    }

    private void fetch(RemoteFile file) throws IOException, InterruptedException {
        Download.Listener listener = new Download.Listener() {
            private long last;

            @Override
            public void arrived(String name, long bytes, long total) {
                assertEquals("data.gz", name);
                assertTrue(bytes > 0 && bytes <= total, bytes + " of " + total);
                last = bytes;
            }

            @Override
            public void placed(Path placed, boolean fresh) {
                heard.add(placed.getFileName() + " " + fresh + " " + last);
            }
        };
        new Download(listener, silence).fetch(file, folder);
    }

    private String failure(RemoteFile file) {
        String message = assertThrows(IOException.class, () -> fetch(file)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private void assertPlaced() throws IOException {
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("data.gz")));
        assertFalse(Files.exists(part()));
    }

    private Path part() {
        return folder.resolve("data.gz.part");
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int from, int to) throws IOException {
        exchange.sendResponseHeaders(status, body.length - from);
        OutputStream out = exchange.getResponseBody();
        out.write(body, from, to - from);
        out.flush();
    }

    private void whole(HttpExchange exchange) throws IOException {
        send(exchange, 200, content, 0, SIZE);
    }

    private void rest(HttpExchange exchange, byte[] body, int start, int to) throws IOException {
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (body.length - 1) + "/" + body.length);
        }
        send(exchange, start > 0 ? 206 : 200, body, start, to);
    }

    @Test
    void fileIsFetchedAndPlaced() throws Exception {
        answer((exchange, start) -> whole(exchange));
        fetch();
        assertPlaced();
        assertEquals(List.of("null"), ranges);
        assertEquals(List.of("data.gz true " + SIZE), heard);
    }

    @Test
    void everyFileOfADatasetIsFetched() throws Exception {
        answer((exchange, start) -> whole(exchange));
        RemoteFile other = new RemoteFile("other.gz", address(), sum(content));
        PublishedDataset dataset = new PublishedDataset("two", "Two", List.of(), List.of(file(), other));
        List<Path> placed = new ArrayList<>();
        Download.Listener listener = new Download.Listener() {
            @Override
            public void arrived(String name, long bytes, long total) {}

            @Override
            public void placed(Path path, boolean fresh) {
                placed.add(path);
            }
        };
        new Download(listener).fetch(dataset, folder.resolve("new/folder"));
        assertEquals(List.of(folder.resolve("new/folder/data.gz"), folder.resolve("new/folder/other.gz")), placed);
    }

    @Test
    void fileThatIsThereAndRightIsNotFetched() throws Exception {
        answer((exchange, start) -> whole(exchange));
        Files.write(folder.resolve("data.gz"), content);
        fetch();
        assertEquals(List.of(), ranges);
        assertEquals(List.of("data.gz false 0"), heard);
    }

    @Test
    void fileThatIsThereAndWrongIsReplaced() throws Exception {
        answer((exchange, start) -> whole(exchange));
        Files.write(folder.resolve("data.gz"), new byte[] {1, 2, 3});
        fetch();
        assertPlaced();
    }

    @Test
    void brokenConnectionIsTakenUpWhereItEnded() throws Exception {
        answer((exchange, start) -> rest(exchange, content, start, Math.min(SIZE, start + 100_000)));
        fetch();
        assertPlaced();
        assertEquals("null", ranges.get(0));
        assertTrue(ranges.size() >= 3, ranges.toString());
        long kept = 0;
        for (String range : ranges.subList(1, ranges.size())) {
            long start = Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
            // The last bytes before a break may be lost with it.
            assertTrue(start > kept && start <= kept + 100_000, ranges.toString());
            kept = start;
        }
    }

    @Test
    void partOfAnEarlierRunIsTakenUp() throws Exception {
        answer((exchange, start) -> rest(exchange, content, start, SIZE));
        Files.write(part(), Arrays.copyOf(content, 123_456));
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=123456-"), ranges);
    }

    @Test
    void serverWithoutRangesStartsAgain() throws Exception {
        answer((exchange, start) -> whole(exchange));
        Files.write(part(), new byte[SIZE + 5]);
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=" + (SIZE + 5) + "-"), ranges);
    }

    @Test
    void serverThatAnswersWithAnotherRangeStartsAgain() throws Exception {
        answer((exchange, start) -> rest(exchange, content, start == 0 ? 0 : start + 7, SIZE));
        Files.write(part(), Arrays.copyOf(content, 1000));
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=1000-", "null"), ranges);
    }

    private void rangeBeyondTheEnd(HttpExchange exchange, int start) throws IOException {
        if (start >= SIZE) {
            exchange.sendResponseHeaders(416, -1);
        } else {
            rest(exchange, content, start, SIZE);
        }
    }

    @Test
    void wholePartIsPlaced() throws Exception {
        answer(this::rangeBeyondTheEnd);
        Files.write(part(), content);
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=" + SIZE + "-"), ranges);
    }

    @Test
    void partLongerThanTheFileIsDroppedAndFetchedAgain() throws Exception {
        answer(this::rangeBeyondTheEnd);
        Files.write(part(), Arrays.copyOf(content, SIZE + 1));
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=" + (SIZE + 1) + "-", "null"), ranges);
    }

    @Test
    void partOfAnotherVersionIsDroppedAndFetchedAgain() throws Exception {
        answer((exchange, start) -> rest(exchange, content, start, SIZE));
        Files.write(part(), new byte[1000]);
        fetch();
        assertPlaced();
        assertEquals(List.of("bytes=1000-", "null"), ranges);
    }

    @Test
    void wrongSumIsRefusedAndNothingPlaced() throws Exception {
        byte[] other = content.clone();
        other[SIZE / 2]++;
        answer((exchange, start) -> rest(exchange, other, start, SIZE));
        String message = failure(file());
        assertEquals(address() + ": SHA-256 sum must be " + sum(content) + ", got " + sum(other), message);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
        assertEquals(List.of(), heard);
    }

    @Test
    void missingFileOnTheServerIsRefused() {
        answer((exchange, start) -> exchange.sendResponseHeaders(404, -1));
        assertEquals(address() + ": server must answer 200, got 404", failure(file()));
    }

    @Test
    void absentServerIsRefused() {
        URI nobody = URI.create("http://127.0.0.1:1/file");
        String message = failure(new RemoteFile("data.gz", nobody, sum(content)));
        assertTrue(message.startsWith(nobody + ": cannot be reached ("), message);
    }

    @Test
    void silentServerIsGivenUpAndWhatCameIsKept() throws Exception {
        silence = Duration.ofSeconds(1);
        answer((exchange, start) -> {
            rest(exchange, content, start, start == 0 ? 1000 : start);
            end.await();
        });
        String message = failure(file());
        assertTrue(message.startsWith(address() + ": connection broke ("), message);
        assertTrue(message.endsWith("; 1000 bytes are kept, the same command goes on from there"), message);
        assertArrayEquals(Arrays.copyOf(content, 1000), Files.readAllBytes(part()));
    }

    @Test
    void slowServerIsNotGivenUp() throws Exception {
        silence = Duration.ofMillis(1500);
        answer((exchange, start) -> {
            exchange.sendResponseHeaders(200, SIZE);
            for (int from = 0; from < SIZE; from += SIZE / 12) {
                exchange.getResponseBody().write(content, from, SIZE / 12);
                exchange.getResponseBody().flush();
                Thread.sleep(200);
            }
        });
        fetch();
        assertPlaced();
        assertEquals(List.of("null"), ranges);
    }

    @Test
    void serverThatNeverAnswersIsGivenUp() {
        silence = Duration.ofSeconds(1);
        answer((exchange, start) -> end.await());
        String message = failure(file());
        assertTrue(message.startsWith(address() + ": cannot be reached ("), message);
    }

    @Test
    void serverThatBreaksForEverIsGivenUp() {
        answer((exchange, start) -> rest(exchange, content, start, start + 100));
        String message = failure(file());
        assertEquals(
                address() + ": connection broke 10 times; 1000 bytes are kept, the same command goes on from there",
                message);
    }

    @Test
    void folderThatIsAFileIsRefused() throws Exception {
        answer((exchange, start) -> whole(exchange));
        Path file = Files.write(folder.resolve("in-the-way"), new byte[1]);
        Download.Listener silent = new Download.Listener() {
            @Override
            public void arrived(String name, long bytes, long total) {}

            @Override
            public void placed(Path placed, boolean fresh) {}
        };
        IOException e = assertThrows(IOException.class, () -> new Download(silent).fetch(file(), file));
        assertEquals(file + ": must be writable, got a file in place of a folder", e.getMessage());
    }

    @Test
    void partThatCannotBeWrittenIsRefused() throws Exception {
        answer((exchange, start) -> whole(exchange));
        Files.createDirectory(part());
        assertTrue(failure(file()).startsWith(part() + ": must be writable, got "));
    }
}
