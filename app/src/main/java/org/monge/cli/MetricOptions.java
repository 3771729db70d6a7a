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
    private static final Map<String, String> WAYS_OUT = Map.of(
            "frechet-distance", "; --force measures it all the same",
            "earth-mover-distance", "; sinkhorn-divergence takes more");

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

    /**
     * The metrics that were asked for, of those that the samples allow.
     *
     * @throws BadInputException if so many samples are wrong, whatever the features, for one that was asked for by its name
     */
    MetricWords asked(MetricWords.Subject subject, int count) {
        MetricWords asked = planned(MetricWords.of(metrics, subject));
        refuseNamed(asked.unsupplied(count, 1), count);
        return asked;
    }

    private MetricWords planned(MetricWords asked) {
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
        refuseNamed(unsupplied, count);
        unsupplied.forEach((name, rule) -> out.println("leaving out " + name + ", which takes " + rule + " samples"));
        boolean forced = !unsupplied.equals(asked.unsupplied(count, dimension));
        return new Choice(wanted.without(unsupplied.keySet()), forced);
    }

    private void refuseNamed(Map<String, String> unsupplied, int count) {
        unsupplied.forEach((name, rule) -> {
            if (metrics.contains(name) || (plan != null && name.equals(kept.name()))) {
                throw new BadInputException(
                        "-n must be " + rule + " for " + name + ", got " + count + WAYS_OUT.getOrDefault(name, ""));
            }
        });
    }

    /** Writes the plan of what was measured, where it was asked for. */
    void writePlan(SampleSet samples, SampleSet real) throws IOException {
        if (plan != null) {
            kept.write(plan, samples, real);
        }
    }
}
