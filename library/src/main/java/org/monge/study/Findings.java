package org.monge.study;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.monge.engine.Require;

/**
 * What a study has found.
 *
 * @param numbers by name, in their order: numbers, texts, truth values, and lists and maps of these; a list of maps with
 *     equal keys is a table
 * @param charts to be drawn, under different names
 */
public record Findings(Map<String, Object> numbers, List<Curves> charts) {
    /** @throws IllegalArgumentException if there is anything else in the numbers, or two charts have one name */
    public Findings {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        charts = List.copyOf(charts);
        numbers.forEach(Findings::requireTree);
        Set<String> names = new HashSet<>();
        for (Curves chart : charts) {
            Require.that(names.add(chart.name()), "name of a chart", "different from the others", chart.name());
        }
    }

    private static void requireTree(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> requireTree(name + "." + key, inner));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> requireTree(name, inner));
        } else {
            boolean leaf = value instanceof Number || value instanceof String || value instanceof Boolean;
            Require.that(leaf, name, "a number, a text, a truth value, a list or a map", value);
        }
    }
}
