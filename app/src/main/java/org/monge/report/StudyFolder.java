package org.monge.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.monge.engine.WholeFile;
import org.monge.study.Curves;
import org.monge.study.Effort;
import org.monge.study.Findings;
import org.monge.study.Study;

/**
 * Where the findings of a study go: {@code numbers.json}, and a PNG for each chart. Equal findings leave equal files.
 */
public record StudyFolder(Path path) {
    /** What stands in {@code numbers.json}; numbers that are not finite stand as text. */
    @JsonPropertyOrder({"study", "claim", "effort", "seed", "settings", "versions", "numbers"})
    private record Content(
            String study,
            String claim,
            String effort,
            long seed,
            Map<String, String> settings,
            RunInfo.Versions versions,
            Map<String, Object> numbers) {}

    /** The numbers. */
    public Path numbers() {
        return path.resolve("numbers.json");
    }

    /** Writes the charts, and then the numbers. */
    public void write(Study study, Effort effort, long seed, Findings findings) throws IOException {
        for (Curves chart : findings.charts()) {
            WholeFile.write(path.resolve(chart.name() + ".png"), StudyChart.png(chart));
        }
        Content content = new Content(
                study.name(),
                study.claim(),
                effort.name().toLowerCase(Locale.ROOT),
                seed,
                study.settings(),
                RunInfo.Versions.current(),
                findings.numbers());
        JsonFile.write(numbers(), content);
    }
}
