package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.monge.data.Datasets;
import org.monge.data.Download;
import org.monge.data.PublishedDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge data}. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Gets datasets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DataCommand.Fetch.class)
final class DataCommand {
    /** {@code monge data fetch}. */
    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = "Downloads a dataset from its publisher into Monge's cache folder, and checks every file.")
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "fashion-mnist or mnist.")
        private String name;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PublishedDataset dataset = PublishedDataset.named(name)
                    .orElseThrow(() -> new BadInputException("dataset must be "
                            + PublishedDataset.ALL.stream()
                                    .map(PublishedDataset::name)
                                    .collect(Collectors.joining(" or "))
                            + ", got " + name));
            Path folder = Datasets.ofThisMachine().cacheFolder(dataset.name());
            try (Progress progress = new Progress(spec.commandLine().getOut())) {
                new Download(progress).fetch(dataset, folder);
            }
            return Main.DONE;
        }
    }

    /** One bar a file. */
    private static final class Progress implements Download.Listener, AutoCloseable {
        private final PrintWriter out;
        private ProgressBar bar;

        Progress(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void arrived(String file, long bytes, long total) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName(file)
                        .setInitialMax(total)
                        .setUnit(" MB", 1_000_000)
                        .build();
            }
            bar.stepTo(bytes);
        }

        @Override
        public void placed(Path file, boolean fresh) {
            close();
            out.println(file + (fresh ? "" : " (already there)"));
            out.flush();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
