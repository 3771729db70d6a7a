package org.monge.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.monge.data.SampleSource;
import org.monge.metric.MetricWords;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.recipe.Recipe;

/** What measures a run's samples while it trains, and what that looks through. */
final class RunEvaluation implements AutoCloseable {
    private final Recipe.Evaluation.Periodic settings;
    private final RealData real;
    private final String origin;
    private final Extractors extractors;
    private final PeriodicEvaluation measurement;

    private RunEvaluation(
            Recipe recipe, Recipe.Evaluation.Periodic settings, RealData real, String origin, Extractors extractors) {
        this.settings = settings;
        this.real = real;
        this.origin = origin;
        this.extractors = extractors;
        this.measurement = new PeriodicEvaluation(recipe, extractors.space(), extractors.judge(), real.samples());
    }

    /**
     * As the recipe asks for it; nothing where it asks for none.
     *
     * @throws IllegalArgumentException if the data does not allow or suffice for it
     * @throws IOException naming the file that cannot be read or written
     */
    static Optional<RunEvaluation> open(Recipe recipe, SampleSource training, Bars bars) throws IOException {
        if (!(recipe.evaluation() instanceof Recipe.Evaluation.Periodic settings)) {
            return Optional.empty();
        }
        RealData real = RealData.heldOut(recipe, training);
        MetricWords words = MetricWords.of(settings.metrics(), real.allows());
        boolean judged = !words.onClasses().isEmpty();
        Extractors extractors = Extractors.open(settings.features(), real.data(), judged, bars);
        bars.close();
        try {
            return Optional.of(new RunEvaluation(recipe, settings, real, origin(real.samples(), training), extractors));
        } catch (RuntimeException unfit) {
            extractors.close();
            throw unfit;
        }
    }

    private static String origin(SampleSource real, SampleSource training) {
        if (real != training) {
            return " (the test split)";
        }
        return training.count() == 0 ? "" : " that the run learns from, for there are no others";
    }

    PeriodicEvaluation measurement() {
        return measurement;
    }

    /** What is measured, where, against what and how often. */
    String description() {
        return String.format(
                Locale.ROOT,
                "%s, every %,d steps: %,d samples against %,d of %s%s, features %s",
                String.join(", ", measurement.directions().keySet()),
                settings.every(),
                settings.samples(),
                settings.samples(),
                real.samples().name(),
                origin,
                extractors.space().identity().name());
    }

    /** SHA-256 of each network that it takes. */
    List<String> extractors() {
        return extractors.hashes();
    }

    @Override
    public void close() {
        measurement.close();
        extractors.close();
    }
}
