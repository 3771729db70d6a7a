package org.monge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.monge.report.StudyFolder;
import org.monge.report.Table;
import org.monge.study.Effort;
import org.monge.study.Findings;
import org.monge.study.Studies;
import org.monge.study.Study;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code monge study}. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description =
                "Runs one of the papers' experiments: numbers as JSON, charts as PNG. Without a name, lists them.")
final class StudyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One that 'monge study' lists.")
    private String name;

    @ArgGroup
    private Setting setting = new Setting();

    /** One of the two, or neither: the papers' budget. */
    private static final class Setting {
        @Option(names = "--quick", description = "Enough to see the claim, in two minutes at most.")
        private boolean quick;

        @Option(names = "--modest", description = "Between --quick and the paper's budget: up to hours.")
        private boolean modest;

        Effort effort() {
            return quick ? Effort.QUICK : modest ? Effort.MODEST : Effort.FULL;
        }
    }

    @Option(names = "--out", paramLabel = "DIR", description = "Default: studies/NAME")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of everything random. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--mixture",
            paramLabel = "W:M:V,...",
            description = "Weight, mean and variance of each Gaussian of f-divergence-fit's data.")
    private String mixture;

    @Option(names = "--real", paramLabel = "M:V", description = "Mean and variance of log-d-trick's real Gaussian.")
    private String real;

    @Option(names = "--fake", paramLabel = "M:V", description = "Mean and variance of log-d-trick's generated one.")
    private String fake;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing while at work.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        if (name == null) {
            list(print);
            return Main.DONE;
        }
        Study study = study();
        Effort effort = setting.effort();
        StudyFolder folder = new StudyFolder(out == null ? Path.of("studies", study.name()) : out);
        PrintWriter progress = spec.commandLine().getErr();
        Findings findings = study.run(effort, seed, line -> {
            if (!quiet) {
                progress.println(line);
            }
        });
        folder.write(study, effort, seed, findings);
        print.println(study.name() + ": " + study.claim());
        findings.numbers().forEach((key, value) -> print.print(text(key, value)));
        print.println(folder.numbers());
        return Main.DONE;
    }

    private static void list(PrintWriter print) {
        int width =
                Studies.all().stream().mapToInt(s -> s.name().length()).max().orElse(0);
        for (Study study : Studies.all()) {
            print.println(String.format(Locale.ROOT, "%-" + width + "s  %s", study.name(), study.claim()));
        }
    }

    private Study study() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mixture", mixture);
        settings.put("real", real);
        settings.put("fake", fake);
        try {
            Study study = Studies.named(name);
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                study = setting.getValue() == null ? study : study.with(setting.getKey(), setting.getValue());
            }
            return study;
        } catch (IllegalArgumentException breach) {
            throw new BadInputException(breach.getMessage());
        }
    }

    /** A list of maps is a table, with a column for each key that one of them has; anything else is a line. */
    static String text(String key, Object value) {
        if (!(value instanceof List<?> items) || items.isEmpty() || !(items.get(0) instanceof Map<?, ?>)) {
            return key + ": " + cell(value) + "\n";
        }
        List<Map<?, ?>> rows = items.stream().<Map<?, ?>>map(Map.class::cast).toList();
        List<String> columns = rows.stream()
                .flatMap(row -> row.keySet().stream())
                .map(String::valueOf)
                .distinct()
                .toList();
        List<List<String>> cells = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> row.containsKey(column) ? cell(row.get(column)) : "")
                        .toList())
                .toList();
        return Networks.text(new Table(key, columns, cells));
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            boolean plain = number == 0 || (Math.abs(number) >= 1e-3 && Math.abs(number) < 1e6);
            return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", number);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + cell(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }
}
