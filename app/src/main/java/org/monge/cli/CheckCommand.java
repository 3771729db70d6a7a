package org.monge.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.monge.recipe.Checks;
import org.monge.recipe.Finding;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tells what speaks against a recipe: what will happen, what to do instead, and who found it out.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECIPE", description = "A name that 'monge recipes' lists, or a YAML file.")
    private String name;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one value of the recipe; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--strict", description = "Take warnings for errors.")
    private boolean strict;

    @Override
    public Integer call() {
        Recipe recipe = Recipes.load(name, sets);
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = Checks.of(recipe);
        Advice.print(findings, out);
        long refusing = Advice.refusing(findings, strict);
        if (refusing > 0) {
            throw new BadInputException(recipe.name() + " must pass the check, got " + Advice.count(refusing));
        }
        out.println(recipe.name() + " can be trained");
        return Main.DONE;
    }
}
