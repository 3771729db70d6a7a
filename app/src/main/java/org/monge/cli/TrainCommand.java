package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.monge.data.SampleSource;
import org.monge.engine.Execution;
import org.monge.recipe.Checks;
import org.monge.recipe.Finding;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.report.Best;
import org.monge.report.MetricsLog;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;
import org.monge.train.Alarm;
import org.monge.train.Alarms;
import org.monge.train.ContentBalance;
import org.monge.train.Listener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a recipe, or goes on with a run.",
        footer = {
            "",
            "Examples:",
            "  monge train",
            "  monge train wgan-gp-fashion --steps 200 --seed 7",
            "  monge train --set training.batch-size=32 --set average.exponential.decay=0.99",
            "  monge train wgan-gp-fashion --precision auto --device cuda:1",
            "  monge train --resume runs/wgan-gp-small-1 --steps 8000"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECIPE",
            description = "A name that 'monge recipes' lists, or a YAML file. Default: " + Recipes.DEFAULT)
    private String recipe;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Images: a folder, an archive, an array, IDX or CIFAR files.")
    private Path data;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of training, from the run's beginning.")
    private Long steps;

    @Option(names = "--seed", paramLabel = "S", description = "Of every random stream.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's folder. Default: runs/RECIPE-N, the first free N.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the run that is in the folder.")
    private boolean overwrite;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one value of the recipe; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on with the run in this folder.")
    private Path resume;

    @Mixin
    private DeviceOption device;

    @Mixin
    private PrecisionOption precision;

    @Option(names = "--strict", description = "Refuse a recipe that 'monge check' warns of.")
    private boolean strict;

    @Option(names = "--force", description = "Train whatever 'monge check' finds.")
    private boolean force;

    @Option(
            names = "--fail-on-alarm",
            description = "Stop with exit code 4 when the recipe's diagnostics raise an alarm.")
    private boolean failOnAlarm;

    @Option(names = "--dry-run", description = "Print the resolved recipe and stop.")
    private boolean dryRun;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        return resume == null ? begin() : goOn();
    }

    private int begin() throws IOException {
        Recipe resolved = load(recipe == null ? Recipes.DEFAULT : recipe);
        if (dryRun) {
            return print(resolved);
        }
        if (overwrite && out == null) {
            throw new BadInputException("--overwrite must come with --out, got it alone");
        }
        requireDiagnostics(resolved);
        Execution execution = device.in(precision.name());
        advise(resolved);
        resolved = RunData.withAbsolutePath(resolved);
        Shutdown.listen();
        SampleSource source = RunData.open(resolved);
        try (TrainingSession session = new TrainingSession(resolved, source, execution, bars())) {
            RunFolder folder = out == null
                    ? RunFolder.numbered(Path.of("runs"), resolved.name())
                    : RunFolder.create(out, overwrite ? RunFolder.Existing.OVERWRITTEN : RunFolder.Existing.KEPT);
            session.begin(folder);
            return train(session, resolved, source, folder);
        }
    }

    private int goOn() throws IOException {
        refuseBeside("RECIPE", recipe != null);
        refuseBeside("--seed", seed != null);
        refuseBeside("--set", !sets.isEmpty());
        refuseBeside("--out", out != null);
        refuseBeside("--overwrite", overwrite);
        refuseBeside("--precision", precision.isGiven());
        refuseBeside("--strict", strict);
        refuseBeside("--force", force);
        RunFolder folder = RunFolder.open(resume);
        Recipe resolved = load(folder.recipe().toString());
        if (dryRun) {
            return print(resolved);
        }
        requireDiagnostics(resolved);
        Execution execution = device.in(RunInfo.read(folder.info()).precision());
        Shutdown.listen();
        SampleSource source = RunData.open(resolved);
        try (TrainingSession session = new TrainingSession(resolved, source, execution, bars())) {
            session.resume(folder);
            return train(session, resolved, source, folder);
        }
    }

    private void warn(String message) {
        spec.commandLine().getErr().println("warning: " + message);
    }

    private Bars bars() {
        return quiet ? Bars.silent() : new Bars(spec.commandLine().getOut());
    }

    private void requireDiagnostics(Recipe resolved) {
        if (failOnAlarm && resolved.diagnostics() instanceof Recipe.Diagnostics.None) {
            throw new BadInputException(
                    "--fail-on-alarm must come with a recipe whose diagnostics are periodic, got none;"
                            + " --set 'diagnostics=periodic: {every: 100, batches: 8, patience: 3}'");
        }
    }

    private void advise(Recipe resolved) {
        List<Finding> findings = Checks.of(resolved);
        long refusing = force ? 0 : Advice.refusing(findings, strict);
        if (refusing > 0 || !quiet) {
            Advice.print(findings, spec.commandLine().getErr());
        }
        if (refusing > 0) {
            throw new BadInputException(resolved.name() + " must pass the check, or be trained with --force, got "
                    + Advice.count(refusing));
        }
    }

    private static void refuseBeside(String option, boolean given) {
        if (given) {
            throw new BadInputException("--resume goes on with the run's own recipe: it takes no " + option);
        }
    }

    /** The options that are short for a change of the recipe. */
    private List<String> changes() {
        List<String> changes = new ArrayList<>(sets);
        if (steps != null) {
            changes.add("steps=" + steps);
        }
        if (seed != null) {
            changes.add("seed=" + seed);
        }
        return changes;
    }

    private Recipe load(String nameOrPath) {
        Recipe loaded = Recipes.load(nameOrPath, changes());
        return data == null ? loaded : RunData.withImagesAt(data, loaded);
    }

    private int print(Recipe resolved) {
        spec.commandLine().getOut().print(Recipes.toYaml(resolved));
        return Main.DONE;
    }

    private int train(TrainingSession session, Recipe resolved, SampleSource source, RunFolder folder)
            throws IOException {
        Optional<Alarms> alarms = alarms(resolved, folder);
        BooleanSupplier alarmed =
                () -> failOnAlarm && !alarms.orElseThrow().raised().isEmpty();
        List<Listener> watchers = new ArrayList<>();
        alarms.ifPresent(watchers::add);
        if (quiet) {
            return code(session.train(watchers, alarmed), alarmed);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("recipe  " + resolved.name() + ", seed " + resolved.seed() + ", " + resolved.steps() + " steps"
                + (session.step() == 0 ? "" : ", going on from step " + session.step()));
        out.println("data    " + place(source) + ", " + amount(source));
        out.println("device  " + session.execution());
        session.measured().ifPresent(measured -> out.println("metrics " + measured));
        out.println("run     " + folder.path());
        out.flush();
        int code;
        try (ConsoleProgress progress = progress(session.step(), resolved.steps())) {
            watchers.addAll(List.of(progress, new ContentBalance(this::warn)));
            code = code(session.train(watchers, alarmed), alarmed);
        }
        Best.read(folder.best().merit())
                .ifPresent(best -> out.println("best    " + best.metric() + " " + MeterText.number(best.value())
                        + " after " + best.step() + " steps: " + folder.best().path()));
        if (code != Main.DONE) {
            out.println((code == Main.ALARMED ? "stopped by an alarm at step " : "interrupted at step ")
                    + session.step() + "; go on with: monge train --resume " + folder.path());
        } else {
            out.println("done: open " + folder.page());
        }
        return code;
    }

    private static int code(int ending, BooleanSupplier alarmed) {
        return alarmed.getAsBoolean() ? Main.ALARMED : ending;
    }

    private Optional<Alarms> alarms(Recipe resolved, RunFolder folder) throws IOException {
        if (!(resolved.diagnostics() instanceof Recipe.Diagnostics.Periodic periodic)) {
            return Optional.empty();
        }
        Alarms alarms = new Alarms(periodic.patience(), this::tell);
        alarms.recall(MetricsLog.read(folder.metrics()));
        return Optional.of(alarms);
    }

    private void tell(Alarm alarm) {
        spec.commandLine()
                .getErr()
                .println(String.join(
                        System.lineSeparator(),
                        "alarm: step " + alarm.step() + ": " + alarm.kind().finding() + ": " + alarm.evidence(),
                        "  because " + alarm.kind().reason(),
                        "  instead " + alarm.kind().remedy()));
    }

    private static ConsoleProgress progress(long startStep, long steps) {
        return ConsoleProgress.on(System.out, startStep, steps);
    }

    private static String place(SampleSource data) {
        boolean same = data.name().equals(data.source());
        return same ? data.source() : data.name() + ", " + data.source();
    }

    private static String amount(SampleSource data) {
        return data.count() == 0 ? "endless" : data.count() + " images";
    }
}
