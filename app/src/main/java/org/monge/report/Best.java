package org.monge.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.monge.engine.WholeFile;

/**
 * Why a checkpoint is the best of a run so far: the content of {@code best.json}.
 *
 * @param metric by which it was chosen
 * @param value of the metric
 * @param step after which it was measured
 */
public record Best(String metric, double value, long step) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** @throws NullPointerException if the metric is missing */
    public Best {
        Objects.requireNonNull(metric, "metric is missing");
    }

    /**
     * Reads what {@link #write} has written; nothing where there is no such file.
     *
     * @throws IOException naming the file, and what in it is missing, unknown or of a wrong type
     */
    public static Optional<Best> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Best.class));
        } catch (JsonProcessingException damaged) {
            String problem = damaged.getOriginalMessage().lines().findFirst().orElse("damaged");
            throw new IOException("cannot read " + file + ": " + problem, damaged);
        } catch (IOException failure) {
            throw WholeFile.cannot("read", file, failure);
        }
    }

    /** Replaces {@code file} by this, as JSON. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
    }
}
