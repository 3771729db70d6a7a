package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.train.Report;

class MetricsLogTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("metrics.jsonl");
    }

    @Test
    void lineIsOneObjectWithTheMetersInOrder() throws IOException {
        Map<String, Double> meters = new LinkedHashMap<>();
        meters.put("discriminator/loss", -0.5);
        meters.put("alpha", 1e-7);
        write(new Report(10, 3200, meters));
        assertEquals(
                "{\"step\":10,\"images\":3200,\"discriminator/loss\":-0.5,\"alpha\":1.0E-7}\n", Files.readString(file));
    }

    @Test
    void everyNumberReadsBackBitForBit() throws IOException {
        Random random = new Random(7);
        Map<String, Double> meters = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            meters.put("random-" + i, Double.isNaN(any) ? i : any);
        }
        meters.put("minus-zero", -0.0);
        meters.put("nan", Double.NaN);
        meters.put("infinity", Double.NEGATIVE_INFINITY);
        meters.put("tiny", Double.MIN_VALUE);
        Report report = new Report(Long.MAX_VALUE, 1, meters);
        write(report);
        Report read = MetricsLog.read(file).get(0);
        assertEquals(report, read);
        assertEquals(List.copyOf(meters.keySet()), List.copyOf(read.meters().keySet()));
        meters.forEach((name, value) -> assertEquals(
                Double.doubleToLongBits(value),
                Double.doubleToLongBits(read.meters().get(name)),
                name));
    }

    @Test
    void lineIsInTheFileAsSoonAsItIsAppended() throws IOException {
        try (MetricsLog log = MetricsLog.create(file)) {
            log.append(report(1));
            assertEquals(List.of(report(1)), MetricsLog.read(file));
        }
    }

    @Test
    void lastLineThatWasCutShortIsLeftOut() throws IOException {
        write(report(1), report(2));
        Files.writeString(file, "{\"step\":3,\"ima", StandardOpenOption.APPEND);
        assertEquals(List.of(report(1), report(2)), MetricsLog.read(file));
    }

    @Test
    void resumedLogIsTheOneThatNeverStopped() throws IOException {
        write(report(10), report(20), report(30), report(40));
        byte[] whole = Files.readAllBytes(file);
        write(report(10), report(20), report(30));
        Files.writeString(file, "{\"step\":40,\"ima", StandardOpenOption.APPEND);
        try (MetricsLog log = MetricsLog.resume(file, 25)) {
            assertEquals(List.of(report(10), report(20)), MetricsLog.read(file));
            log.append(report(30));
            log.append(report(40));
        }
        assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
    }

    @Test
    void lineOfTheCheckpointStepItselfStays() throws IOException {
        write(report(10), report(20));
        Files.writeString(file, "{\"st", StandardOpenOption.APPEND);
        MetricsLog.truncateAfter(file, 20);
        assertEquals(List.of(report(10), report(20)), MetricsLog.read(file));
        MetricsLog.truncateAfter(file, 5);
        assertEquals(0, Files.size(file));
    }

    @Test
    void damagedLineIsNamed() throws IOException {
        write(report(1));
        Files.writeString(file, "{\"step\":2}\n", StandardOpenOption.APPEND);
        IOException failure = assertThrows(IOException.class, () -> MetricsLog.read(file));
        assertEquals(file + ": line 2 must be a report, got {\"step\":2}", failure.getMessage());
        Files.writeString(file, "\0\0\0\n");
        assertThrows(IOException.class, () -> MetricsLog.truncateAfter(file, 1));
    }

    @Test
    void meterMayNotTakeTheNameOfTheStep() throws IOException {
        try (MetricsLog log = MetricsLog.create(file)) {
            assertThrows(IllegalArgumentException.class, () -> log.append(new Report(1, 1, Map.of("step", 2.0))));
        }
    }

    @Test
    void fullDiskIsToldInOneLine() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no device that is always full");
        try (MetricsLog log = MetricsLog.create(Files.createSymbolicLink(file, full))) {
            IOException failure = assertThrows(IOException.class, () -> log.append(report(1)));
            assertEquals("cannot write " + file + ": No space left on device", failure.getMessage());
        }
    }

    static Report report(long step) {
        double time = (double) step;
        Map<String, Double> meters = new LinkedHashMap<>();
        meters.put("discriminator/real", Math.sin(time));
        meters.put("discriminator/fake", Math.cos(time));
        meters.put("discriminator/penalty", 1 / time);
        meters.put("discriminator/loss", Math.sin(time) + Math.cos(time) + 1 / time);
        meters.put("generator/loss", -Math.cos(time));
        meters.put("wasserstein", 3 - Math.cos(time / 100));
        return new Report(step, 320 * step, meters);
    }

    static List<Report> reports(int count) {
        List<Report> reports = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            reports.add(report(i));
        }
        return reports;
    }

    private void write(Report... reports) throws IOException {
        try (MetricsLog log = MetricsLog.create(file)) {
            for (Report report : reports) {
                log.append(report);
            }
        }
    }
}
