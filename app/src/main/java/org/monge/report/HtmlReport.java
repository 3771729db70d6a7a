package org.monge.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.monge.engine.WholeFile;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;
import org.monge.train.Alarm;
import org.monge.train.Alarms;

/**
 * The page of a run: one HTML file with its pictures inside, which opens without a server. It is made of what lies in
 * the run folder; a picture that is not there yet is left out.
 */
public final class HtmlReport {
    private static final int STRIP = 12;

    private final RunFolder folder;
    private final RunInfo info;
    private final List<Table> networks;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(RunFolder folder, RunInfo info, List<Table> networks) {
        this.folder = folder;
        this.info = info;
        this.networks = networks;
    }

    /**
     * Writes {@code report.html}.
     *
     * @param networks the layers of the players
     * @throws IOException naming the file that cannot be read or written
     */
    public static void write(RunFolder folder, List<Table> networks) throws IOException {
        HtmlReport report = new HtmlReport(folder, RunInfo.read(folder.info()), networks);
        WholeFile.write(folder.page(), report.page());
    }

    private String page() throws IOException {
        List<Path> samples = folder.samples();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<title>")
                .append(escape(info.recipe() + ", seed " + info.seed()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        html.append("<h1>").append(escape(info.recipe())).append("</h1>\n");
        html.append("<p class=\"status\">").append(escape(summary())).append("</p>\n");
        facts();
        pictures(samples);
        if (!networks.isEmpty()) {
            heading("Networks");
            networks.forEach(this::table);
        }
        heading("Recipe");
        html.append("<pre>")
                .append(escape(Files.readString(folder.recipe())))
                .append("</pre>\n<details>\n<summary>run.json</summary>\n<pre>")
                .append(escape(info.json()))
                .append("</pre>\n</details>\n</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private String summary() {
        return "The run is " + info.status() + " after " + Table.grouped(info.stepsDone()) + " of "
                + Table.grouped(info.steps()) + " steps.";
    }

    private void facts() {
        RunInfo.Versions versions = info.versions();
        RunInfo.Data data = info.data();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Recipe", info.recipe());
        facts.put("Seed", Long.toString(info.seed()));
        facts.put("Steps", Table.grouped(info.stepsDone()) + " of " + Table.grouped(info.steps()));
        facts.put("Status", info.status().toString());
        facts.put("Started", info.started().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("Elapsed", duration(info.elapsedMillis()));
        if (info.imagesPerSecond() > 0) {
            facts.put("Speed", String.format(Locale.ROOT, "%,.0f images/s", info.imagesPerSecond()));
        }
        facts.put(
                "Device",
                info.device() + ", " + info.precision() + ", " + info.threads()
                        + (info.threads() == 1 ? " thread" : " threads"));
        facts.put("Dataset", data.name() + ", " + data.amount() + " of " + data.shape());
        facts.put("Dataset source", data.source());
        facts.put("Dataset SHA-256", data.sha256());
        facts.put("Monge", versions.monge());
        facts.put("Commit", versions.commit().isEmpty() ? "unknown" : versions.commit());
        facts.put("libtorch", versions.libtorch());
        facts.put("Java", versions.java());
        facts.put("System", versions.os());
        heading("Facts");
        html.append("<table class=\"facts\">\n");
        facts.forEach((name, value) -> html.append("<tr><th scope=\"row\">")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
        html.append("</table>\n");
    }

    private void pictures(List<Path> samples) throws IOException {
        if (Files.exists(folder.losses())) {
            heading("Losses");
            figure("", folder.losses(), "image/png", "Chart of the losses over the steps", "");
        }
        evaluations();
        diagnostics();
        if (samples.isEmpty()) {
            return;
        }
        Path newest = samples.get(samples.size() - 1);
        String step = Table.grouped(RunFolder.step(newest));
        heading("Samples");
        html.append("<div class=\"pair\">\n");
        figure("", newest, "image/png", "Grid of samples after " + step + " steps", "after " + step + " steps");
        if (Files.exists(folder.animation())) {
            String caption = "over all steps";
            figure("", folder.animation(), "image/gif", "Animation of the sample grid over the steps", caption);
        }
        html.append("</div>\n");
        heading("Samples over time");
        html.append("<div class=\"strip\">\n");
        for (Path sample : Thinning.evenly(samples, STRIP)) {
            String at = "step " + Table.grouped(RunFolder.step(sample));
            figure("small", sample, "image/png", "Grid of samples at " + at, at);
        }
        html.append("</div>\n");
    }

    private void evaluations() throws IOException {
        if (Files.exists(folder.evaluations())) {
            heading("Metrics");
            figure("", folder.evaluations(), "image/png", "Chart of the metrics over the steps", "");
            EvaluationTable.of(
                            MetricsLog.read(folder.metrics()),
                            Best.read(folder.best().merit()))
                    .ifPresent(this::table);
        }
    }

    private void diagnostics() throws IOException {
        if (!Files.exists(folder.diagnostics())) {
            return;
        }
        heading("Diagnostics");
        alarms();
        figure("", folder.diagnostics(), "image/png", "Chart of the diagnostics over the steps", "");
        if (Files.exists(folder.weights())) {
            String caption = "weights of the critic, the darker the more";
            figure("", folder.weights(), "image/png", "Histograms of the critic's weights over the steps", caption);
        }
    }

    /** What was told while the run trained follows from its reports. */
    private void alarms() throws IOException {
        Recipe recipe = Recipes.load(folder.recipe().toString());
        if (!(recipe.diagnostics() instanceof Recipe.Diagnostics.Periodic periodic)) {
            return;
        }
        List<Alarm> raised = new ArrayList<>();
        Alarms alarms = new Alarms(periodic.patience(), raised::add);
        MetricsLog.read(folder.metrics()).forEach(alarms::reported);
        if (raised.isEmpty()) {
            html.append("<p>No alarm was raised.</p>\n");
            return;
        }
        html.append("<ul>\n");
        for (Alarm alarm : raised) {
            html.append("<li><strong>After ")
                    .append(Table.grouped(alarm.step()))
                    .append(" steps, ")
                    .append(escape(alarm.kind().finding()))
                    .append(".</strong> ")
                    .append(escape(sentence(alarm.evidence())))
                    .append(" Because ")
                    .append(escape(alarm.kind().reason()))
                    .append(". Instead: ")
                    .append(escape(alarm.kind().remedy()))
                    .append(".</li>\n");
        }
        html.append("</ul>\n");
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private void figure(String style, Path file, String type, String alternative, String caption) throws IOException {
        html.append("<figure class=\"")
                .append(style)
                .append("\"><img alt=\"")
                .append(escape(alternative))
                .append("\" src=\"data:")
                .append(type)
                .append(";base64,")
                .append(Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                .append("\"/>");
        if (!caption.isEmpty()) {
            html.append("<figcaption>").append(escape(caption)).append("</figcaption>");
        }
        html.append("</figure>\n");
    }

    private void table(Table table) {
        html.append("<div class=\"wide\">\n<table>\n<caption>")
                .append(escape(table.caption()))
                .append("</caption>\n<thead><tr>");
        table.columns()
                .forEach(column ->
                        html.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private void heading(String text) {
        html.append("<h2>").append(escape(text)).append("</h2>\n");
    }

    private static String duration(long millis) {
        Duration elapsed = Duration.ofMillis(millis);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }

    /** Text that HTML shows as it is, in an attribute too; characters that no page may hold are replaced. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isShown(character) ? character : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int character) {
        boolean blank = character == '\n' || character == '\t' || character == '\r';
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        return blank || (character >= ' ' && !surrogate && character != 0xfffe && character != 0xffff);
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
