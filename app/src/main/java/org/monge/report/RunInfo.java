package org.monge.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.monge.data.SampleSource;
import org.monge.engine.Engine;
import org.monge.engine.Execution;

/**
 * What a run is and how far it has come: the content of {@code run.json}.
 *
 * @param status where it stands
 * @param recipe its name
 * @param seed of everything random in it
 * @param steps steps that it is to make
 * @param stepsDone steps that it has made
 * @param device where it ran last, as in {@code cpu}
 * @param precision of its products and convolutions; {@code fp32} if unknown
 * @param threads that one operation may use
 * @param versions of the software it ran on last
 * @param data what it learns from
 * @param extractors SHA-256 of each network that its samples are measured by; none if nothing measures them, or unknown
 * @param started when it began; a resumed run keeps it
 * @param elapsedMillis time spent in it, summed over its resumptions
 * @param imagesPerSecond real images shown to the discriminator per second since it was last started or resumed; 0
 *     while unknown
 */
public record RunInfo(
        Status status,
        String recipe,
        @JsonProperty(required = true) long seed,
        @JsonProperty(required = true) long steps,
        @JsonProperty(required = true) long stepsDone,
        String device,
        String precision,
        @JsonProperty(required = true) int threads,
        Versions versions,
        Data data,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> extractors,
        Instant started,
        @JsonProperty(required = true) long elapsedMillis,
        @JsonProperty(required = true) double imagesPerSecond) {

    /** @throws NullPointerException naming the part that is missing */
    public RunInfo {
        Objects.requireNonNull(status, "status is missing");
        Objects.requireNonNull(recipe, "recipe is missing");
        Objects.requireNonNull(device, "device is missing");
        precision = Objects.requireNonNullElse(
                precision, Execution.PLAIN.precision().toString());
        Objects.requireNonNull(versions, "versions is missing");
        Objects.requireNonNull(data, "data is missing");
        extractors = List.copyOf(Objects.requireNonNullElse(extractors, List.of()));
        Objects.requireNonNull(started, "started is missing");
    }

    /** Where a run stands. */
    public enum Status {
        /** It trains, or was killed. */
        @JsonProperty("running")
        RUNNING,
        /** It has made all its steps. */
        @JsonProperty("done")
        DONE,
        /** It was asked to stop early, and can be resumed. */
        @JsonProperty("interrupted")
        INTERRUPTED,
        /** A meter was no finite number. */
        @JsonProperty("diverged")
        DIVERGED;

        /** The word for people and files. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The software that a run depends on.
     *
     * @param monge its version
     * @param commit of Monge; empty if unknown
     * @param libtorch with its Java preset
     * @param java the runtime's version and maker
     * @param os name, version and processor
     */
    public record Versions(
            String monge,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String commit,
            String libtorch,
            String java,
            String os) {
        public Versions {
            commit = Objects.requireNonNullElse(commit, "");
        }

        /** Those of this process. */
        public static Versions current() {
            return new Versions(
                    Build.version(),
                    Build.commit(),
                    Engine.version(),
                    System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"));
        }
    }

    /**
     * What a run learns from.
     *
     * @param name as in {@code fashion-mnist}
     * @param source where it was found
     * @param count how many samples; 0 where they are drawn without end
     * @param shape of one sample, as in {@code 1x28x28}
     * @param sha256 of its content, or of its distribution, in hexadecimal
     */
    public record Data(String name, String source, long count, String shape, String sha256) {
        /** How many, for people. */
        String amount() {
            return count == 0 ? "endless samples" : Table.grouped(count) + " images";
        }

        /** What is told of {@code samples}. */
        public static Data of(SampleSource samples) {
            return new Data(
                    samples.name(),
                    samples.source(),
                    samples.count(),
                    samples.shape().toString(),
                    samples.sha256());
        }
    }

    /** A run that begins now, on this process's software and threads. */
    public static RunInfo starting(
            String recipe, long seed, long steps, Execution execution, Data data, List<String> extractors) {
        return new RunInfo(
                Status.RUNNING,
                recipe,
                seed,
                steps,
                0,
                execution.device().toString(),
                execution.precision().toString(),
                Engine.threads(),
                Versions.current(),
                data,
                extractors,
                Instant.now(),
                0,
                0);
    }

    /** The same run taken up again, to {@code steps} in all, on this process's software and threads. */
    public RunInfo resumed(long steps, Execution execution, List<String> extractors) {
        return new RunInfo(
                Status.RUNNING,
                recipe,
                seed,
                steps,
                stepsDone,
                execution.device().toString(),
                execution.precision().toString(),
                Engine.threads(),
                Versions.current(),
                data,
                extractors,
                started,
                elapsedMillis,
                imagesPerSecond);
    }

    /** The same run further on. */
    public RunInfo reached(Status status, long stepsDone, long elapsedMillis, double imagesPerSecond) {
        return new RunInfo(
                status,
                recipe,
                seed,
                steps,
                stepsDone,
                device,
                precision,
                threads,
                versions,
                data,
                extractors,
                started,
                elapsedMillis,
                imagesPerSecond);
    }

    /**
     * Reads {@code run.json}.
     *
     * @throws IOException naming the file, and what in it is missing, unknown or of a wrong type
     */
    public static RunInfo read(Path file) throws IOException {
        return JsonFile.read(file, RunInfo.class);
    }

    /** Replaces {@code file} by this. */
    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /** The text of {@code run.json}. */
    public String json() {
        return JsonFile.text(this);
    }
}
