package org.monge.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.monge.metric.MetricWords;
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

    /** The metrics that were asked for, of those that the samples allow. */
    MetricWords asked(MetricWords.Subject subject) {
        return MetricWords.of(metrics, subject);
    }

    /**
     * The metrics that so many samples suffice for. Others are left out, which is told.
     *
     * @param dimension of the features
     * @throws BadInputException if one that they do not suffice for was asked for by its name
     */
    MetricWords supplied(MetricWords asked, int count, int dimension, PrintWriter out) {
        Map<String, Integer> unsupplied = asked.unsupplied(count, dimension);
        unsupplied.forEach((name, least) -> {
            if (metrics.contains(name)) {
                throw new BadInputException("-n must be at least " + least + " for " + name + ", got " + count);
            }
            out.println("leaving out " + name + ", which takes at least " + least + " samples");
        });
        return asked.without(unsupplied.keySet());
    }
}
