package org.monge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.monge.checkpoint.Checkpoint;
import org.monge.checkpoint.Checkpoints;
import org.monge.checkpoint.StateDict;
import org.monge.data.SampleSource;
import org.monge.engine.Execution;
import org.monge.engine.Sha256;
import org.monge.engine.WholeFile;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;
import org.monge.report.RunRecorder;
import org.monge.report.Table;
import org.monge.train.DivergedException;
import org.monge.train.Listener;

/** One sitting of a run: what is built, recorded, saved and shown while it trains. */
final class TrainingSession implements AutoCloseable {
    private final Recipe recipe;
    private final SampleSource data;
    private final Execution execution;
    private final Composition composition;
    private RunFolder folder;
    private RunRecorder recorder;
    private Checkpoints checkpoints;
    private long savedStep = -1;

    TrainingSession(Recipe recipe, SampleSource data, Execution execution) {
        this.recipe = recipe;
        this.data = data;
        this.execution = execution;
        try {
            composition = new Composition(recipe, data, execution);
        } catch (IllegalArgumentException misfit) {
            throw new BadInputException(misfit.getMessage());
        }
    }

    /** Begins a run in an empty folder. */
    void begin(RunFolder empty) throws IOException {
        folder = empty;
        checkpoints = new Checkpoints(folder.checkpoints());
        WholeFile.write(folder.recipe(), Recipes.toYaml(recipe));
        RunInfo info = RunInfo.starting(recipe.name(), recipe.seed(), recipe.steps(), execution, RunInfo.Data.of(data));
        recorder = RunRecorder.start(folder, info, networks(), outlook());
    }

    /** Goes on with the run in this folder, from its newest checkpoint. */
    void resume(RunFolder kept) throws IOException {
        folder = kept;
        checkpoints = new Checkpoints(folder.checkpoints());
        RunInfo info = RunInfo.read(folder.info());
        if (!info.data().sha256().equals(data.sha256())) {
            throw new BadInputException("data must be what the run began with, "
                    + info.data().count() + " images from "
                    + info.data().source() + " with SHA-256 " + info.data().sha256() + ", got "
                    + data.count() + " from " + data.source() + " with " + data.sha256()
                    + "; name the right place with --data");
        }
        Optional<Checkpoint> newest = checkpoints.latest();
        if (newest.isPresent()) {
            newest.get().restore(digest(), composition);
        }
        long step = composition.training().step();
        if (recipe.steps() < step) {
            throw new BadInputException("steps must be at least the " + step + " that the run has made, got "
                    + recipe.steps() + " (steps count from the run's beginning)");
        }
        recorder = RunRecorder.resume(folder, info.resumed(recipe.steps(), execution), step, networks(), outlook());
        WholeFile.write(folder.recipe(), Recipes.toYaml(recipe));
    }

    Execution execution() {
        return execution;
    }

    long step() {
        return composition.training().step();
    }

    /**
     * Trains to the recipe's last step, or until a signal comes or {@code stopRequested} says so; the result is the exit
     * code.
     */
    int train(List<Listener> watchers, BooleanSupplier stopRequested) throws IOException {
        List<Listener> listeners = new ArrayList<>(List.of(saver(), recorder));
        listeners.addAll(watchers);
        try {
            composition
                    .training()
                    .run(recipe.steps(), () -> Shutdown.isRequested() || stopRequested.getAsBoolean(), listeners);
        } catch (DivergedException diverged) {
            recorder.diverged(diverged.step());
            throw diverged;
        }
        return step() < recipe.steps() ? Main.INTERRUPTED : Main.DONE;
    }

    private Listener saver() {
        return new Listener() {
            @Override
            public void checkpointed(long step) {
                save(step);
            }

            @Override
            public void stopped(long step) {
                if (step != savedStep) {
                    save(step);
                }
            }
        };
    }

    private void save(long step) {
        try {
            checkpoints.save(step, digest(), composition);
            StateDict.export(composition.sampler(), folder.generator());
            StateDict.export(composition.discriminator(), folder.discriminator());
            savedStep = step;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of all that must not change when a run goes on: the recipe without its length and the place of its data. */
    private String digest() {
        Recipe essence = recipe.withSteps(1).withData(recipe.data().anywhere());
        return Sha256.of(Recipes.toYaml(essence));
    }

    private List<Table> networks() {
        return Networks.tables(recipe);
    }

    private RunRecorder.Outlook outlook() {
        return new RunRecorder.Outlook(RunData.picture(recipe), composition::samples);
    }

    @Override
    public void close() throws IOException {
        if (recorder != null) {
            recorder.close();
        }
        composition.close();
    }
}
