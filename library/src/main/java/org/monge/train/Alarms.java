package org.monge.train;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.monge.engine.Require;
import org.monge.train.Alarm.Kind;

/**
 * Reads the numbers of {@link Diagnostics} in a training's reports and tells, once for each kind, what has been wrong in a
 * number of measurements in a row: a fresh generator has no diversity yet, and any number may stray once. The
 * generator's gradient, whose scale is that of each game, is held against its first in the run.
 */
public final class Alarms implements Listener {
    /** The part of generated samples with a neighbour nearer than 99 in 100 real ones have. */
    static final double MANY_DUPLICATES = 0.25;
    /** Of the real samples' effective rank. */
    static final double LOW_RANK = 0.1;
    /** In nats below the real samples' entropy: a third of the classes is gone at log 1.5. */
    static final double LOST_ENTROPY = Math.log(1.5);
    /** First layer's gradient over the last's, and its inverse. */
    static final double VANISHED = 1e-4;
    /** Of the norm of the generator's gradient at first, and its inverse. */
    static final double FADED = 1e-3;
    /** Of the pull that an undecided discriminator's scores have on its loss. */
    static final double SATURATED = 0.02;
    /** In deviations of the scores: how much worse than a constant the critic is. */
    static final double WORSE_THAN_CONSTANT = 0.25;
    /** Of the distance that the estimate should show. */
    static final double LOOSE = 0.1;

    private final int patience;
    private final Consumer<Alarm> listener;
    private final Map<Kind, Integer> streaks = new EnumMap<>(Kind.class);
    private final Set<Kind> raised = EnumSet.noneOf(Kind.class);
    private double firstGradient = Double.NaN;

    /**
     * @param patience measurements in a row that show the same, before it is told
     * @param listener is told
     */
    public Alarms(int patience, Consumer<Alarm> listener) {
        Require.positive("patience", patience);
        this.patience = patience;
        this.listener = listener;
    }

    /** The kinds of alarm that were told. */
    public Set<Kind> raised() {
        return Set.copyOf(raised);
    }

    /** Reads what was reported before the run goes on: nothing of it is told, but what comes is held against it. */
    public void recall(List<Report> earlier) {
        earlier.forEach(report -> note(report.meters()));
    }

    private void note(Map<String, Double> meters) {
        double norm = at(meters, Diagnostics.GENERATOR_GRADIENT);
        if (Double.isNaN(firstGradient) && norm > 0 && Double.isFinite(norm)) {
            firstGradient = norm;
        }
    }

    @Override
    public void reported(Report report) {
        Map<String, Double> meters = report.meters();
        note(meters);
        if (meters.keySet().stream().noneMatch(Diagnostics::isDiagnostic)) {
            return;
        }
        for (Kind kind : Kind.values()) {
            Optional<String> evidence = evidence(kind, meters);
            int streak = evidence.isPresent() ? streaks.getOrDefault(kind, 0) + 1 : 0;
            streaks.put(kind, streak);
            if (streak >= patience && raised.add(kind)) {
                listener.accept(new Alarm(kind, report.step(), evidence.orElseThrow()));
            }
        }
    }

    private Optional<String> evidence(Kind kind, Map<String, Double> meters) {
        return switch (kind) {
            case MODE_COLLAPSE -> collapse(meters);
            case VANISHING_GRADIENTS ->
                when(
                        at(meters, Diagnostics.DEPTH) < VANISHED,
                        "the gradient at the first layer's output is %.1e of that at the scores",
                        at(meters, Diagnostics.DEPTH));
            case EXPLODING_GRADIENTS ->
                when(
                        at(meters, Diagnostics.DEPTH) > 1 / VANISHED,
                        "the gradient at the first layer's output is %.1e times that at the scores",
                        at(meters, Diagnostics.DEPTH));
            case VANISHING_GENERATOR_GRADIENT ->
                when(
                        at(meters, Diagnostics.GENERATOR_GRADIENT) < FADED * firstGradient,
                        "its norm is %.1e, at first it was %.1e",
                        at(meters, Diagnostics.GENERATOR_GRADIENT),
                        firstGradient);
            case EXPLODING_GENERATOR_GRADIENT ->
                when(
                        at(meters, Diagnostics.GENERATOR_GRADIENT) > firstGradient / FADED,
                        "its norm is %.1e, at first it was %.1e",
                        at(meters, Diagnostics.GENERATOR_GRADIENT),
                        firstGradient);
            case SATURATION ->
                when(
                        at(meters, ScoreDiagnostics.CRITIC_PULL) < SATURATED,
                        "its scores pull on its loss with %.2g of what undecided ones do, and on the generator's with %.2g",
                        at(meters, ScoreDiagnostics.CRITIC_PULL),
                        at(meters, ScoreDiagnostics.GENERATOR_PULL));
            case CRITIC_NOT_OPTIMAL -> lostCritic(meters);
        };
    }

    private static Optional<String> collapse(Map<String, Double> meters) {
        double duplicates = at(meters, SampleDiagnostics.DUPLICATES);
        double rank = at(meters, SampleDiagnostics.RANK);
        double realRank = at(meters, SampleDiagnostics.REAL_RANK);
        double entropy = at(meters, SampleDiagnostics.ENTROPY);
        double realEntropy = at(meters, SampleDiagnostics.REAL_ENTROPY);
        return when(
                        duplicates > MANY_DUPLICATES,
                        "%.0f%% of the samples are near copies of others, where 1%% of the real ones are",
                        100 * duplicates)
                .or(() -> when(
                        rank < LOW_RANK * realRank,
                        "the samples vary in %.1f directions, the real ones in %.1f",
                        rank,
                        realRank))
                .or(() -> when(
                        entropy < realEntropy - LOST_ENTROPY,
                        "the samples' classes have an entropy of %.2f, the real ones' of %.2f",
                        entropy,
                        realEntropy));
    }

    private static Optional<String> lostCritic(Map<String, Double> meters) {
        double advantage = at(meters, ScoreDiagnostics.ADVANTAGE);
        double estimate = at(meters, ScoreDiagnostics.ESTIMATE_PER_SLOPE);
        double excess = at(meters, SampleDiagnostics.EARTH_MOVER) - at(meters, SampleDiagnostics.REAL_EARTH_MOVER);
        return when(
                        advantage < -WORSE_THAN_CONSTANT,
                        "a critic that gives every sample the same score has a loss lower by %.2f deviations of the scores",
                        -advantage)
                .or(() -> when(
                        estimate < LOOSE * excess,
                        "it estimates %.3g for each unit of slope, where samples are %.3g further apart than real ones",
                        estimate,
                        excess));
    }

    /** NaN, which no comparison holds for, where it was not measured. */
    private static double at(Map<String, Double> meters, String name) {
        return meters.getOrDefault(name, Double.NaN);
    }

    private static Optional<String> when(boolean found, String text, Object... numbers) {
        return found ? Optional.of(String.format(Locale.ROOT, text, numbers)) : Optional.empty();
    }
}
