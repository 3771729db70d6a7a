package org.monge.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code monge recipes}. */
@Command(name = "recipes", mixinStandardHelpOptions = true, description = "Lists the named recipes.")
final class RecipesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        int width = Recipes.names().stream().mapToInt(String::length).max().orElse(0);
        for (Recipe recipe : Recipes.all()) {
            out.println(String.format(Locale.ROOT, "%-" + width + "s  %s", recipe.name(), recipe.description()));
        }
    }
}
