package org.monge.cli;

import java.util.List;
import org.monge.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge recipe}. */
@Command(
        name = "recipe",
        mixinStandardHelpOptions = true,
        description = "Shows a recipe.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RecipeCommand.Show.class)
final class RecipeCommand {
    /** {@code monge recipe show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a recipe in YAML, every key of it: a start for one of your own.")
    static final class Show implements Runnable {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "A name that 'monge recipes' lists, or a YAML file.")
        private String name;

        @Override
        public void run() {
            spec.commandLine().getOut().print(Recipes.toYaml(Recipes.load(name, List.of())));
        }
    }
}
