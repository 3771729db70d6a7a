package org.monge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.data.SampleSource;
import org.monge.engine.ConvolutionPeak;
import org.monge.engine.Device;
import org.monge.engine.Engine;
import org.monge.engine.Execution;
import org.monge.recipe.Composition;
import org.monge.recipe.FlopCount;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.train.Listener;
import org.monge.train.StepParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Times a recipe's generator steps and their parts: median, and the middle half's spread.",
            "GFLOP are those of the plain algorithm's dense layers and convolutions."
        })
final class BenchCommand implements Callable<Integer> {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECIPE",
            defaultValue = Recipes.DEFAULT,
            description = "Default: ${DEFAULT-VALUE}")
    private String recipe;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "2",
            description = "Steps before the clock. Default: ${DEFAULT-VALUE}")
    private int warmup;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Steps on the clock. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one value of the recipe; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--noise", description = "Images of noise instead of the recipe's.")
    private boolean noise;

    @Option(names = "--whole", description = "Whole steps only, not their parts.")
    private boolean whole;

    @Option(
            names = "--scaling",
            description = "Whole steps with fewer samples too, and, where the networks are DCGAN's, with fewer filters"
                    + " and smaller images of noise.")
    private boolean scaling;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private DeviceOption device;

    @Mixin
    private PrecisionOption precision;

    @Override
    public Integer call() throws IOException {
        if (steps < 1 || warmup < 0) {
            throw new BadInputException(
                    "--steps must be at least 1 and --warmup at least 0, got " + steps + " and " + warmup);
        }
        List<Recipe> recipes = scaling ? Scaling.of(recipe, sets) : List.of(Recipes.load(recipe, sets));
        Execution execution = device.in(precision.name());
        List<BenchReport.Step> timed = new ArrayList<>();
        Map<String, Timing> parts = new LinkedHashMap<>();
        for (Recipe one : recipes) {
            SampleSource data = noise || scaling ? Noise.like(one) : RunData.open(one);
            try (Composition run = new Composition(one.unmeasured(), data, execution)) {
                timed.add(step(one, run));
                if (!whole && !scaling) {
                    parts(one, run, parts);
                }
            }
        }
        Double resident = peakResidentMebibytes().orElse(null);
        Map<String, Double> peak = new LinkedHashMap<>();
        if (execution.device().equals(Device.CPU)) {
            peak.put("float32", ConvolutionPeak.gigaflops(ScalarType.Float));
            peak.put("bfloat16", ConvolutionPeak.gigaflops(ScalarType.BFloat16));
        }
        BenchReport report = new BenchReport(
                recipes.get(0).name(),
                execution.device().toString(),
                execution.precision().toString(),
                Engine.threads(),
                Engine.version(),
                timed,
                parts,
                resident,
                peak);
        spec.commandLine().getOut().println(json ? report.json() : report.text().stripTrailing());
        return Main.DONE;
    }

    private BenchReport.Step step(Recipe one, Composition run) {
        Timing timing =
                time(run, () -> run.training().run(run.training().step() + 1, () -> false, List.<Listener>of()));
        int batchSize = one.training().batchSize();
        long images = (long) batchSize * one.training().alternation().discriminatorSteps();
        double gigaflop = FlopCount.ofStep(one) / 1e9;
        return new BenchReport.Step(batchSize, Scaling.size(one), Scaling.filters(one), images, gigaflop, timing);
    }

    private void parts(Recipe one, Composition run, Map<String, Timing> timings) {
        try (StepParts parts = new StepParts(run.players(), run.rules(), run.reals(), one.latent())) {
            parts.byName().forEach((name, body) -> timings.put(name, time(run, body)));
        }
    }

    private Timing time(Composition run, Runnable body) {
        Device where = run.players().generator().device();
        Runnable toItsEnd = () -> {
            body.run();
            where.synchronize();
        };
        return Timing.of(toItsEnd, warmup, steps);
    }

    /** What Linux says of this process; nothing elsewhere. */
    private static Optional<Double> peakResidentMebibytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return Optional.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PEAK))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst();
    }
}
