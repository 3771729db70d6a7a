package org.monge.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a checkpoint is the best of a run so far: the content of {@code best.json}.
 *
 * @param metric by which it was chosen
 * @param value of the metric
 * @param step after which it was measured
 */
public record Best(
        String metric, @JsonProperty(required = true) double value, @JsonProperty(required = true) long step) {
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
        return Files.exists(file) ? Optional.of(JsonFile.read(file, Best.class)) : Optional.empty();
    }

    /** Replaces {@code file} by this, as JSON. */
    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }
}
