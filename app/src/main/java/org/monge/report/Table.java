package org.monge.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.Layer;

/**
 * Rows of text under a header.
 *
 * @param caption what the table is about
 * @param columns the header
 * @param rows each with one cell a column
 */
public record Table(String caption, List<String> columns, List<List<String>> rows) {
    /** @throws IllegalArgumentException if a row has more or fewer cells than there are columns */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            Require.that(row.size() == columns.size(), "row", columns.size() + " cells", row);
        }
    }

    /** The layers of a network with their output shapes and counts of trained numbers, and their sum. */
    public static Table layers(String caption, Architecture architecture, Shape input) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "input", input.toString(), ""));
        long sum = 0;
        for (Architecture.Row row : architecture.rows(input)) {
            rows.add(List.of(
                    Integer.toString(row.index()),
                    name(row.layer()),
                    row.output().toString(),
                    grouped(row.parameters())));
            sum += row.parameters();
        }
        rows.add(List.of("", "all", "", grouped(sum)));
        return new Table(caption, List.of("#", "layer", "output", "parameters"), rows);
    }

    /** A record's text in words: {@code Relu}, {@code Dense units=10, bias=true}, {@code Residual of Relu, Dense}. */
    private static String name(Layer layer) {
        if (layer.parts().size() > 1) {
            return kind(layer) + " of "
                    + layer.parts().stream().map(Table::kind).collect(Collectors.joining(", "));
        }
        String text = layer.toString();
        return text.endsWith("]")
                ? text.substring(0, text.length() - 1).replaceFirst("\\[", " ").strip()
                : text;
    }

    private static String kind(Layer layer) {
        return layer.getClass().getSimpleName();
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
