package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.report.RunFolder;
import org.monge.report.RunInfo;
import org.monge.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Prints the layers, the recipe and the versions of a run, or the layers of a recipe.")
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|RECIPE", description = "A run's folder, or a recipe as 'monge train' takes it.")
    private String subject;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean isRun = !Recipes.names().contains(subject) && Files.isDirectory(Path.of(subject));
        if (!isRun) {
            print(out, Recipes.load(subject, List.of()));
            return Main.DONE;
        }
        RunFolder folder = RunFolder.open(Path.of(subject));
        Recipe recipe = Recipes.load(folder.recipe().toString(), List.of());
        RunInfo info = RunInfo.read(folder.info());
        print(out, recipe);
        out.println("Run");
        out.println(info.json().stripTrailing());
        out.println();
        out.println("Recipe");
        out.print(Recipes.toYaml(recipe));
        return Main.DONE;
    }

    private static void print(PrintWriter out, Recipe recipe) {
        for (Table table : Networks.tables(recipe)) {
            out.println(Networks.text(table));
        }
    }
}
