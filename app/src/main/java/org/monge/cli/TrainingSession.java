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
import org.monge.metric.Direction;
import org.monge.recipe.Composition;
import org.monge.recipe.PeriodicEvaluation;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.report.Best;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;
import org.monge.report.RunRecorder;
import org.monge.report.Table;
import org.monge.train.DivergedException;
import org.monge.train.Listener;
import org.monge.train.Report;

/** One sitting of a run: what is built, recorded, saved and shown while it trains. */
final class TrainingSession implements AutoCloseable {
    private final Recipe recipe;
    private final SampleSource data;
    private final Execution execution;
    private final Optional<RunEvaluation> evaluation;
    private final Composition composition;
    private RunFolder folder;
    private RunRecorder recorder;
    private Checkpoints checkpoints;
    private long savedStep = -1;

    TrainingSession(Recipe recipe, SampleSource data, Execution execution, Bars bars) throws IOException {
        this.recipe = recipe;
        this.data = data;
        this.execution = execution;
        evaluation = evaluation(bars);
        try {
            composition = new Composition(recipe, data, execution, evaluation.map(RunEvaluation::measurement));
        } catch (IllegalArgumentException misfit) {
            evaluation.ifPresent(RunEvaluation::close);
            throw new BadInputException(misfit.getMessage());
        }
    }

    private Optional<RunEvaluation> evaluation(Bars bars) throws IOException {
        try {
            return RunEvaluation.open(recipe, data, bars);
        } catch (IllegalArgumentException misfit) {
            throw new BadInputException(misfit.getMessage());
        }
    }

    /** Begins a run in an empty folder. */
    void begin(RunFolder empty) throws IOException {
        folder = empty;
        checkpoints = new Checkpoints(folder.checkpoints());
        WholeFile.write(folder.recipe(), Recipes.toYaml(recipe));
        RunInfo info = RunInfo.starting(
                recipe.name(), recipe.seed(), recipe.steps(), execution, RunInfo.Data.of(data), extractors());
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
        List<String> extractors = extractorsAfter(info.extractors());
        Optional<Checkpoint> newest = checkpoints.latest();
        if (newest.isPresent()) {
            newest.get().restore(Sha256.of(Recipes.essence(recipe)), composition);
        }
        long step = composition.training().step();
        if (recipe.steps() < step) {
            throw new BadInputException("steps must be at least the " + step + " that the run has made, got "
                    + recipe.steps() + " (steps count from the run's beginning)");
        }
        recorder = RunRecorder.resume(
                folder, info.resumed(recipe.steps(), execution, extractors), step, networks(), outlook());
        WholeFile.write(folder.recipe(), Recipes.toYaml(recipe));
    }

    /** What measures the run from now on: the same as before, for its best checkpoint is chosen by numbers that compare. */
    private List<String> extractorsAfter(List<String> earlier) {
        List<String> now = extractors();
        if (now.isEmpty()) {
            return earlier;
        }
        if (!earlier.isEmpty() && !now.equals(earlier)) {
            throw new BadInputException("what measures the samples must be what it was, with SHA-256 "
                    + String.join(" and ", earlier) + ", got " + String.join(" and ", now)
                    + "; with \"evaluation: none\" in " + folder.recipe() + " the run goes on unmeasured");
        }
        return now;
    }

    private List<String> extractors() {
        return evaluation.map(RunEvaluation::extractors).orElse(List.of());
    }

    Execution execution() {
        return execution;
    }

    /** What measures the samples, in words; nothing where nothing does. */
    Optional<String> measured() {
        return evaluation.map(RunEvaluation::description);
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
        keeper().ifPresent(listeners::add);
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
            save(step, checkpoints, folder);
            savedStep = step;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void save(long step, Checkpoints into, RunFolder run) throws IOException {
        into.save(step, Sha256.of(Recipes.essence(recipe)), composition);
        StateDict.export(composition.sampler(), run.generator());
        StateDict.export(composition.discriminator(), run.discriminator());
    }

    /** Keeps the best checkpoint, where the recipe names a metric for it. */
    private Optional<Listener> keeper() throws IOException {
        if (!(recipe.evaluation() instanceof Recipe.Evaluation.Periodic periodic)
                || periodic.criterion().isEmpty()) {
            return Optional.empty();
        }
        String metric = periodic.criterion().get();
        Direction direction =
                evaluation.orElseThrow().measurement().directions().get(metric);
        Optional<Best> kept = Best.read(folder.best().merit())
                .filter(before -> before.metric().equals(metric));
        return Optional.of(new Listener() {
            private double best = kept.map(Best::value).orElse(Double.NaN);

            @Override
            public void reported(Report report) {
                double value = report.meters().getOrDefault(PeriodicEvaluation.PREFIX + metric, Double.NaN);
                if (direction.isBetter(value, best)) {
                    keep(new Best(metric, value, report.step()));
                    best = value;
                }
            }
        });
    }

    private void keep(Best best) {
        try {
            folder.replaceBest(fresh -> {
                save(best.step(), new Checkpoints(fresh.checkpoints()), fresh);
                WholeFile.write(fresh.recipe(), Recipes.toYaml(recipe));
                recorder.infoAfter(best.step()).write(fresh.info());
                best.write(fresh.merit());
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
        evaluation.ifPresent(RunEvaluation::close);
    }
}
