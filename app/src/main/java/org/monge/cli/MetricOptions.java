package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.monge.engine.WholeFile;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.FrechetDistance;
import org.monge.metric.FrechetDistance.Supply;
import org.monge.metric.GroundCost;
import org.monge.metric.MetricWords;
import org.monge.metric.SampleSet;
import org.monge.metric.TransportPlan;
import org.monge.metric.TransportPlan.Shipment;
import picocli.CommandLine.Option;

/** What is measured. */
final class MetricOptions {
    private static final String EARTH_MOVER = "earth-mover-distance";
    private static final Map<String, String> WAYS_OUT = Map.of(
            "frechet-distance", "; --force measures it all the same", EARTH_MOVER, "; sinkhorn-divergence takes more");

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

    private TransportPlan found;

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
        if (!asked.directions().containsKey(EARTH_MOVER)) {
            throw new BadInputException(
                    "--plan must come with " + EARTH_MOVER + " among --metrics, got " + String.join(",", metrics));
        }
        return asked.with(new EarthMoverDistance(
                GroundCost.EUCLIDEAN, shown -> found = Objects.requireNonNullElse(found, shown))); // then of resamples
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
            if (metrics.contains(name) || (plan != null && name.equals(EARTH_MOVER))) {
                throw new BadInputException(
                        "-n must be " + rule + " for " + name + ", got " + count + WAYS_OUT.getOrDefault(name, ""));
            }
        });
    }

    /** Writes the plan of what was measured, where it was asked for: a line for each pair between which there is mass. */
    void writePlan(SampleSet samples, SampleSet real) throws IOException {
        if (plan == null) {
            return;
        }
        StringBuilder lines = new StringBuilder("sample,real,mass,cost\n");
        for (Shipment shipment : found.shipments()) {
            lines.append(samples.place(shipment.source())).append(',');
            lines.append(real.place(shipment.sink())).append(',');
            lines.append(shipment.mass()).append(',').append(shipment.cost()).append('\n');
        }
        WholeFile.write(plan, lines.toString());
    }
}
