package org.monge.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.monge.engine.Precision;

/**
 * What {@code monge bench} found.
 *
 * @param recipe its name
 * @param device where the networks computed
 * @param precision of their products and convolutions
 * @param threads that one operation may use
 * @param libtorch with its Java preset
 * @param steps whole steps: one, or as many as were compared
 * @param partMillis the parts of a step, by their names
 * @param peakResidentMebibytes the most memory that the process took up to the last step; null if unknown
 * @param convolutionGigaflops the processor's best, in 10^9 operations a second, by the type of the numbers; empty where
 *     another device computed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenchReport(
        String recipe,
        String device,
        String precision,
        int threads,
        String libtorch,
        List<Step> steps,
        Map<String, Timing> partMillis,
        Double peakResidentMebibytes,
        Map<String, Double> convolutionGigaflops) {
    private static final String ROW = "%-28s %10.1f %10.1f%n";
    private static final String VALUE = "%-28s %10.1f%n";

    /**
     * A whole step.
     *
     * @param batchSize samples of each kind in one update
     * @param size of an image; 0 for points
     * @param filters of the first discriminator layer if the networks are DCGAN's, else 0
     * @param images real samples that the discriminator sees
     * @param gigaflop 10^9 operations of the plain algorithm
     */
    record Step(int batchSize, long size, long filters, long images, double gigaflop, Timing timing) {
        @JsonProperty
        double imagesPerSecond() {
            return images / timing.medianMillis() * 1e3;
        }

        @JsonProperty
        double gigaflops() {
            return gigaflop / timing.medianMillis() * 1e3;
        }
    }

    String json() {
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format("%s, %s, %s, %d threads, libtorch %s%n", recipe, device, precision, threads, libtorch));
        if (steps.size() == 1) {
            appendParts(text, steps.get(0));
        } else {
            appendSteps(text);
        }
        convolutionGigaflops.forEach((type, best) -> append(text, VALUE, "convolution GFLOP/s, " + type, best));
        if (peakResidentMebibytes != null) {
            append(text, VALUE, "peak resident MiB", peakResidentMebibytes);
        }
        return text.toString();
    }

    private void appendParts(StringBuilder text, Step step) {
        append(text, "%-28s %10s %10s%n", "part", "median ms", "spread ms");
        append(text, "whole step", step.timing());
        partMillis.forEach((part, timing) -> append(text, part, timing));
        append(text, VALUE, "real images per second", step.imagesPerSecond());
        append(text, VALUE, "GFLOP of a step", step.gigaflop());
        append(text, VALUE, "GFLOP/s", step.gigaflops());
        if (!convolutionGigaflops.isEmpty()) {
            append(text, VALUE, "% of " + type() + " convolution", percent(step));
        }
    }

    private void appendSteps(StringBuilder text) {
        String header = "%6s %6s %8s %10s %10s %10s %10s %8s%n";
        append(text, header, "batch", "size", "filters", "median ms", "spread ms", "images/s", "GFLOP/s", "% of peak");
        for (Step step : steps) {
            append(
                    text,
                    "%6d %6d %8d %10.1f %10.1f %10.1f %10.1f %8s%n",
                    step.batchSize(),
                    step.size(),
                    step.filters(),
                    step.timing().medianMillis(),
                    step.timing().spreadMillis(),
                    step.imagesPerSecond(),
                    step.gigaflops(),
                    convolutionGigaflops.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", percent(step)));
        }
    }

    private double percent(Step step) {
        return 100 * step.gigaflops() / convolutionGigaflops.get(type());
    }

    /** The numbers that convolutions are of. */
    private String type() {
        return precision.equals(Precision.BF16.toString()) ? "bfloat16" : "float32";
    }

    private static void append(StringBuilder text, String name, Timing timing) {
        append(text, ROW, name, timing.medianMillis(), timing.spreadMillis());
    }

    private static void append(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
