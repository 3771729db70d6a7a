package org.monge.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monge.engine.Require;
import org.monge.engine.WholeFile;
import org.monge.train.Report;

/**
 * The reports of a run, one JSON object a line: {@code {"step":10,"images":640,"generator/loss":0.5}}. Meters stand in
 * the reports' order, and their numbers read back bit for bit. No line tells the time, so that equal runs leave equal
 * files. A line is handed to the operating system whole, as soon as it is known.
 */
public final class MetricsLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = "step";
    private static final String IMAGES = "images";

    private final Path file;
    private final FileChannel channel;

    private MetricsLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** A log with nothing in it; one that is there is emptied. */
    public static MetricsLog create(Path file) throws IOException {
        return open(file, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** The log of a run that goes on from {@code step}: later lines are dropped. */
    public static MetricsLog resume(Path file, long step) throws IOException {
        if (Files.exists(file)) {
            truncateAfter(file, step);
        }
        return open(file, StandardOpenOption.APPEND);
    }

    private static MetricsLog open(Path file, StandardOpenOption how) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
            return new MetricsLog(file, channel);
        } catch (IOException failure) {
            throw WholeFile.cannot("write", file, failure);
        }
    }

    /**
     * Appends one line.
     *
     * @throws IOException naming the file and the cause, a full disk for example
     */
    public void append(Report report) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((format(report) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException failure) {
            throw WholeFile.cannot("write", file, failure);
        }
    }

    /** The reports in their order; a last line that was cut short is left out. */
    public static List<Report> read(Path file) throws IOException {
        List<Report> reports = new ArrayList<>();
        byte[] bytes = bytes(file);
        int start = 0;
        for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
            reports.add(parse(bytes, start, end, file, reports.size() + 1));
            start = end + 1;
        }
        return reports;
    }

    /** Drops the lines of steps beyond {@code step}, and a last line that was cut short, in one stroke. */
    public static void truncateAfter(Path file, long step) throws IOException {
        byte[] bytes = bytes(file);
        int start = 0;
        int line = 1;
        for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
            if (parse(bytes, start, end, file, line).step() > step) {
                break;
            }
            start = end + 1;
            line++;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(start);
            channel.force(true);
        } catch (IOException failure) {
            throw WholeFile.cannot("write", file, failure);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String format(Report report) throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode();
        line.put(STEP, report.step());
        line.put(IMAGES, report.imagesSeen());
        report.meters().forEach((name, value) -> {
            Require.that(!line.has(name), "meter name", "other than step and images", name);
            line.put(name, value);
        });
        return JSON.writeValueAsString(line);
    }

    private static Report parse(byte[] bytes, int start, int end, Path file, int line) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes, start, end - start);
            Map<String, Double> meters = new LinkedHashMap<>();
            node.properties().forEach(meter -> meters.put(meter.getKey(), number(meter.getValue())));
            meters.remove(STEP);
            meters.remove(IMAGES);
            return new Report(integer(node, STEP), integer(node, IMAGES), meters);
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw new IOException(
                    file + ": line " + line + " must be a report, got "
                            + new String(bytes, start, Math.min(end - start, 80), StandardCharsets.UTF_8),
                    damaged);
        }
    }

    private static long integer(JsonNode node, String name) {
        JsonNode value = node.path(name);
        Require.that(value.isIntegralNumber(), name, "a whole number", value);
        return value.longValue();
    }

    /** Not-a-number and the infinities are not JSON numbers, so they stand as text. */
    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        Require.that(value.isTextual(), "meter", "a number", value);
        return Double.parseDouble(value.textValue());
    }

    private static int lineEnd(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw WholeFile.cannot("read", file, failure);
        }
    }
}
