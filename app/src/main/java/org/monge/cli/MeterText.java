package org.monge.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.monge.train.Diagnostics;

/**
 * Meters in a line. Those named {@code player/part} stand together, the loss first: {@code generator/loss} becomes
 * {@code generator 0.500}, and the parts of the discriminator's loss follow it in brackets. Where there is a
 * Wasserstein estimate, the discriminator is called the critic. Diagnostics are left out: they are too many.
 */
final class MeterText {
    private static final String LOSS = "loss";

    private MeterText() {}

    /** Every meter: {@code critic -1.234 (real 0.100 fake -1.434 penalty 0.100) generator 0.500 wasserstein 1.534}. */
    static String full(Map<String, Double> meters) {
        List<String> texts = new ArrayList<>();
        players(meters).forEach((player, parts) -> {
            Double loss = parts.remove(LOSS);
            String text = loss == null ? player : player + " " + number(loss);
            texts.add(parts.isEmpty() ? text : text + " (" + join(parts) + ")");
        });
        return joined(texts, meters);
    }

    /** Losses and estimates, without the parts of the losses. */
    static String brief(Map<String, Double> meters) {
        List<String> texts = new ArrayList<>();
        players(meters).forEach((player, parts) -> {
            if (parts.containsKey(LOSS)) {
                texts.add(player + " " + number(parts.get(LOSS)));
            }
        });
        return joined(texts, meters);
    }

    /** Estimates only: what stands in no player's name. */
    static String estimates(Map<String, Double> meters) {
        return joined(List.of(), meters);
    }

    private static String joined(List<String> players, Map<String, Double> meters) {
        List<String> texts = new ArrayList<>(players);
        meters.forEach((name, value) -> {
            if (name.indexOf('/') < 0) {
                texts.add(name + " " + number(value));
            }
        });
        return String.join(" ", texts);
    }

    private static Map<String, Map<String, Double>> players(Map<String, Double> meters) {
        Map<String, Map<String, Double>> players = new LinkedHashMap<>();
        meters.forEach((name, value) -> {
            int slash = name.indexOf('/');
            if (slash >= 0 && !Diagnostics.isDiagnostic(name)) {
                players.computeIfAbsent(player(name.substring(0, slash), meters), player -> new LinkedHashMap<>())
                        .put(name.substring(slash + 1), value);
            }
        });
        return players;
    }

    private static String player(String name, Map<String, Double> meters) {
        return name.equals("discriminator") && meters.containsKey("wasserstein") ? "critic" : name;
    }

    private static String join(Map<String, Double> parts) {
        List<String> texts = new ArrayList<>();
        parts.forEach((part, value) -> texts.add(part + " " + number(value)));
        return String.join(" ", texts);
    }

    /** Three digits behind the point, or the power of ten where that would show none or too many in front. */
    static String number(double value) {
        double size = Math.abs(value);
        boolean isPlain = !Double.isFinite(value) || size == 0 || (size >= 1e-3 && size < 1e5);
        return String.format(Locale.ROOT, isPlain ? "%.3f" : "%.2e", value);
    }
}
