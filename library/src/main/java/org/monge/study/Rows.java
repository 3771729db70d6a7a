package org.monge.study;

import java.util.List;
import java.util.Map;
import org.monge.study.Curves.Curve;

/** Tables of numbers: rows with equal keys. */
final class Rows {
    private Rows() {}

    /** The numbers under one key. */
    static List<Double> column(List<Map<String, Object>> rows, String key) {
        return rows.stream().map(row -> ((Number) row.get(key)).doubleValue()).toList();
    }

    /** Each other column over the first. */
    static List<Curve> curves(List<Map<String, Object>> rows) {
        List<String> keys = List.copyOf(rows.get(0).keySet());
        return curves(rows, keys.get(0), keys.subList(1, keys.size()).toArray(String[]::new));
    }

    /** Columns over another. */
    static List<Curve> curves(List<Map<String, Object>> rows, String x, String... keys) {
        return List.of(keys).stream()
                .map(key -> Curve.line(key, column(rows, x), column(rows, key)))
                .toList();
    }
}
