package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.monge.data.SampleSource;
import org.monge.engine.Engine;
import org.monge.recipe.Composition;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.train.Listener;
import org.monge.train.StepParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Times a recipe's generator steps and their parts: median, and the middle half's spread.")
final class BenchCommand implements Callable<Integer> {
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

    @Override
    public Integer call() throws IOException {
        if (steps < 1 || warmup < 0) {
            throw new BadInputException(
                    "--steps must be at least 1 and --warmup at least 0, got " + steps + " and " + warmup);
        }
        Recipe resolved = Recipes.load(recipe, sets);
        SampleSource data = RunData.open(resolved);
        try (Composition run = new Composition(resolved, data);
                StepParts parts = new StepParts(run.players(), run.rules(), run.reals(), resolved.latent())) {
            Map<String, Runnable> timed = new LinkedHashMap<>();
            timed.put("whole step", () -> run.training()
                    .run(run.training().step() + 1, () -> false, List.<Listener>of()));
            timed.putAll(parts.byName());
            print(resolved, timed);
        }
        return Main.DONE;
    }

    private void print(Recipe resolved, Map<String, Runnable> timed) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(resolved.name() + ", " + Engine.threads() + " threads, libtorch " + Engine.version());
        out.println(String.format(Locale.ROOT, "%-28s %10s %10s", "part", "median ms", "spread ms"));
        timed.forEach((name, body) -> {
            double[] millis = time(body);
            double median = quantile(millis, 0.5);
            double spread = quantile(millis, 0.75) - quantile(millis, 0.25);
            out.println(String.format(Locale.ROOT, "%-28s %10.1f %10.1f", name, median, spread));
            if (name.equals("whole step")) {
                long images = (long) resolved.training().batchSize()
                        * resolved.training().alternation().discriminatorSteps();
                out.println(
                        String.format(Locale.ROOT, "%-28s %10.1f", "real images per second", images / median * 1000));
            }
            out.flush();
        });
    }

    private double[] time(Runnable body) {
        for (int i = 0; i < warmup; i++) {
            body.run();
        }
        double[] millis = new double[steps];
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            body.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    /** Of sorted values, between neighbours in proportion. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
