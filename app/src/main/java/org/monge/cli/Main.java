package org.monge.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.monge.engine.WholeFile;
import org.monge.recipe.InvalidRecipeException;
import org.monge.train.DivergedException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program. */
@Command(
        name = "monge",
        description = "Trains generative adversarial networks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            SampleCommand.class,
            EvaluateCommand.class,
            WalkCommand.class,
            LatentCommand.class,
            InvertCommand.class,
            FeaturesCommand.class,
            InfoCommand.class,
            RecipesCommand.class,
            RecipeCommand.class,
            CheckCommand.class,
            DataCommand.class,
            BenchCommand.class,
            StudyCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of the program",
            "2:bad input: an option, a recipe, a file",
            "3:the training diverged",
            "4:an alarm ended the training (--fail-on-alarm); the run is saved",
            "130:interrupted; the run is saved"
        })
public final class Main {
    static final int DONE = 0;
    static final int INTERNAL = 1;
    static final int BAD_INPUT = 2;
    static final int DIVERGED = 3;
    static final int ALARMED = 4;
    static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String[] arguments) {
        Shutdown.arm();
        int code = INTERNAL;
        try {
            CommandLine line = commandLine();
            code = line.execute(arguments);
            line.getOut().flush();
        } catch (LinkageError | OutOfMemoryError fatal) {
            System.err.println("monge: " + oneLine(String.valueOf(fatal)));
        } finally {
            Shutdown.exit(code);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        line.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        line.setExecutionExceptionHandler(Main::explain);
        line.setParameterExceptionHandler(Main::explainUsage);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(false);
        return line;
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (failure instanceof DivergedException) {
            err.println("monge: " + failure.getMessage());
            return DIVERGED;
        }
        if (failure instanceof InvalidRecipeException || failure instanceof BadInputException) {
            err.println("monge: " + failure.getMessage());
            return BAD_INPUT;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            Throwable told = failure instanceof UncheckedIOException ? failure.getCause() : failure;
            err.println("monge: " + oneLine(WholeFile.describe((IOException) told)));
            return BAD_INPUT;
        }
        err.println("monge: internal error; please report it with what follows");
        failure.printStackTrace(err);
        return INTERNAL;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static int explainUsage(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("monge: " + failure.getMessage().replaceFirst("^Error: ", ""));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try 'monge " + path(line) + "--help'.");
        return BAD_INPUT;
    }

    private static String path(CommandLine line) {
        String name = line.getCommandSpec().qualifiedName();
        return name.equals("monge") ? "" : name.substring("monge ".length()) + " ";
    }
}
