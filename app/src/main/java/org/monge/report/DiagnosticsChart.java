package org.monge.report;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.monge.report.LinePanel.Scale;
import org.monge.train.Diagnostics;
import org.monge.train.Report;

/**
 * What examinations of a game found over its steps: gradients layer by layer, slopes, lengths of updates, the estimate beside
 * the exact distance, diversity. Of what was not examined there is no panel; of many layers some are shown, evenly.
 */
public final class DiagnosticsChart {
    private static final int WIDTH = 500;
    private static final int HEIGHT = 280;
    private static final int COLUMNS = 2;
    private static final int MOST_LINES = 8;

    private final Set<String> examined = new LinkedHashSet<>();

    private DiagnosticsChart(List<Report> reports) {
        reports.forEach(report -> report.meters().keySet().stream()
                .filter(Diagnostics::isDiagnostic)
                .map(meter -> meter.substring(Diagnostics.PREFIX.length()))
                .forEach(examined::add));
    }

    /**
     * Draws the chart as PNG bytes, 1000 pixels wide.
     *
     * @param reports that hold diagnostics, in the order of their steps, at least one
     */
    public static byte[] png(List<Report> reports) {
        List<BufferedImage> drawn = new DiagnosticsChart(reports)
                .panels()
                .filter(panel -> !panel.lines().isEmpty())
                .map(panel -> panel.draw(reports, WIDTH, HEIGHT))
                .toList();
        return Png.encode(LinePanel.tiled(drawn, COLUMNS));
    }

    private Stream<LinePanel> panels() {
        return Stream.of(
                panel("critic: layer gradient", Scale.LOGARITHMIC, layers()),
                panel("critic: kernel gradient", Scale.LOGARITHMIC, kernels("parameter-gradient/")),
                panel(
                        "critic: median slope",
                        Scale.LINEAR,
                        lines(
                                "real",
                                "slope-real/median",
                                "generated",
                                "slope-fake/median",
                                "between",
                                "slope-between/median")),
                panel(
                        "critic: slope between",
                        Scale.LINEAR,
                        lines(
                                "95%",
                                "slope-between/high", "median", "slope-between/median", "5%", "slope-between/low")),
                panel(
                        "distance",
                        Scale.LINEAR,
                        lines(
                                "critic, per slope",
                                "estimate/critic-per-slope",
                                "exact",
                                "estimate/earth-mover-distance",
                                "exact, of real ones",
                                "estimate/real-earth-mover-distance")),
                panel(
                        "critic: gain",
                        Scale.LINEAR,
                        lines("over a constant score, in deviations", "estimate/advantage")),
                panel("critic: update ratio", Scale.LOGARITHMIC, kernels("critic-update/")),
                panel("generator: update ratio", Scale.LOGARITHMIC, under("generator-update/", name -> true)),
                panel("critic: share at bound", Scale.LINEAR, kernels("at-bound/")),
                panel(
                        "pull on its loss",
                        Scale.LINEAR,
                        lines("critic", "pull/discriminator", "generator", "pull/generator")),
                panel(
                        "generator: gradient",
                        Scale.LOGARITHMIC,
                        lines("variance over squared norm", "generator-gradient/relative-variance")),
                panel("share of duplicates", Scale.LINEAR, lines("generated", "diversity/duplicate-rate")),
                panel(
                        "rank of samples",
                        Scale.LINEAR,
                        lines("generated", "diversity/rank", "real", "diversity/real-rank")),
                panel(
                        "entropy of classes",
                        Scale.LINEAR,
                        lines("generated", "diversity/class-entropy", "real", "diversity/real-class-entropy")));
    }

    private LinePanel panel(String title, Scale scale, Map<String, String> lines) {
        Map<String, String> meters = new LinkedHashMap<>();
        List<Map.Entry<String, String>> there = lines.entrySet().stream()
                .filter(line -> examined.contains(line.getValue()))
                .toList();
        Thinning.evenly(there, MOST_LINES)
                .forEach(line -> meters.put(line.getKey(), Diagnostics.PREFIX + line.getValue()));
        return new LinePanel(title, meters, scale);
    }

    /** What lines are called, each followed by its number. */
    private static Map<String, String> lines(String... namesAndNumbers) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            lines.put(namesAndNumbers[i], namesAndNumbers[i + 1]);
        }
        return lines;
    }

    private Map<String, String> layers() {
        return under("activation-gradient/", layer -> layer.matches("\\d+"));
    }

    private Map<String, String> kernels(String prefix) {
        return under(prefix, name -> examined.contains("weights/" + name + "/limit"));
    }

    private Map<String, String> under(String prefix, Predicate<String> wanted) {
        Map<String, String> lines = new LinkedHashMap<>();
        examined.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(wanted)
                .forEach(name -> lines.put(name, prefix + name));
        return lines;
    }
}
