package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.monge.metric.FrechetDistance;
import org.monge.metric.FrechetDistance.Supply;
import org.monge.metric.MetricWords;
import org.monge.metric.SampleSet;
import picocli.CommandLine.Option;

/** What is measured. */
final class MetricOptions {
    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            split = ",",
            defaultValue = MetricWords.STANDARD,
            description =
                    "Names, standard or all, with commas between; of the two words, those that N samples suffice for."
                            + " Default: ${DEFAULT-VALUE}")
    private List<String> metrics;

    @Option(
            names = "--force",
            description = "Measure frechet-distance though there are not more samples than features have dimensions.")
    private boolean force;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Write the transport plan of earth-mover-distance to FILE, as CSV: sample, real, mass, cost.")
    private Path plan;

    private final KeptPlan kept = new KeptPlan();

    /**
     * What is measured.
     *
     * @param forced whether one of the metrics is measured of fewer samples than it asks for
     */
    record Choice(MetricWords words, boolean forced) {}

    /** The metrics that were asked for, of those that the samples allow. */
    MetricWords asked(MetricWords.Subject subject) {
        MetricWords asked = MetricWords.of(metrics, subject);
        if (plan == null) {
            return asked;
        }
        if (!asked.directions().containsKey(kept.name())) {
            throw new BadInputException(
                    "--plan must come with " + kept.name() + " among --metrics, got " + String.join(",", metrics));
        }
        return asked.with(kept);
    }

    /**
     * The metrics that so many samples are right for. Others are left out, which is told.
     *
     * @param dimension of the features
     * @throws BadInputException if one of the others was asked for by its name
     */
    Choice supplied(MetricWords asked, int count, int dimension, PrintWriter out) {
        MetricWords wanted = force ? asked.with(new FrechetDistance(Supply.ANY)) : asked;
        Map<String, String> unsupplied = wanted.unsupplied(count, dimension);
        unsupplied.forEach((name, rule) -> {
            if (metrics.contains(name) || (plan != null && name.equals(kept.name()))) {
                throw new BadInputException("-n must be " + rule + " for " + name + ", got " + count);
            }
            out.println("leaving out " + name + ", which takes " + rule + " samples");
        });
        boolean forced = !unsupplied.equals(asked.unsupplied(count, dimension));
        return new Choice(wanted.without(unsupplied.keySet()), forced);
    }

    /** Writes the plan of what was measured, where it was asked for. */
    void writePlan(SampleSet samples, SampleSet real) throws IOException {
        if (plan != null) {
            kept.write(plan, samples, real);
        }
    }
}
