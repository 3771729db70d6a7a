package org.monge.train;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.monge.engine.State;
import org.monge.engine.Stateful;

/** Plays turn after turn, and tells its listeners. */
public final class Training implements Stateful {
    private final AlternatingStep turn;
    private final Runnable average;
    private final Supplier<Map<String, Double>> quality;
    private final Cadence cadence;
    private final long seed;
    private long step;

    /** A training that reports its meters and nothing else. */
    public Training(AlternatingStep turn, Cadence cadence, long seed) {
        this(turn, () -> {}, Map::of, cadence, seed);
    }

    /**
     * @param average moves the weight average, after each step
     * @param quality measures the samples, for each report
     */
    public Training(
            AlternatingStep turn, Runnable average, Supplier<Map<String, Double>> quality, Cadence cadence, long seed) {
        this.turn = turn;
        this.average = average;
        this.quality = quality;
        this.cadence = cadence;
        this.seed = seed;
    }

    /** Generator updates since the run's beginning. */
    public long step() {
        return step;
    }

    /** Real images that the discriminator has been shown since the run's beginning. */
    public long imagesSeen() {
        return turn.imagesSeen();
    }

    /**
     * Looks at every weight.
     *
     * @throws DivergedException if one is not finite
     */
    public void requireFiniteWeights() {
        turn.requireFiniteWeights(step, seed);
    }

    /**
     * Trains until {@code steps} steps have been made since the run's beginning, or until a step ends and
     * {@code stopRequested} says so.
     *
     * @throws DivergedException if a loss is not finite; nothing is saved after that
     */
    public void run(long steps, BooleanSupplier stopRequested, List<Listener> listeners) {
        if (step == 0) {
            listeners.forEach(listener -> listener.sampled(0));
        }
        while (step < steps && !stopRequested.getAsBoolean()) {
            turn.run();
            step++;
            turn.meters().requireFinite(step, seed);
            average.run();
            tell(listeners, step == steps);
        }
        requireFiniteWeights();
        listeners.forEach(listener -> listener.stopped(step));
    }

    private void tell(List<Listener> listeners, boolean last) {
        if (step % cadence.reportEvery() == 0) {
            Map<String, Double> means = turn.meters().take();
            means.putAll(quality.get());
            Report report = new Report(step, turn.imagesSeen(), means);
            listeners.forEach(listener -> listener.reported(report));
        }
        if (last || step % cadence.sampleEvery() == 0) {
            listeners.forEach(listener -> listener.sampled(step));
        }
        listeners.forEach(listener -> listener.stepped(step));
        if (step % cadence.checkpointEvery() == 0) {
            requireFiniteWeights();
            listeners.forEach(listener -> listener.checkpointed(step));
        }
    }

    @Override
    public void describe(State state) {
        state.part("turn", turn);
        state.number("step", () -> step, value -> step = value);
    }
}
