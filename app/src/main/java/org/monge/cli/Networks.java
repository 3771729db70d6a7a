package org.monge.cli;

import java.util.List;
import org.monge.engine.Shape;
import org.monge.recipe.Recipe;
import org.monge.report.Table;

/** The two networks of a recipe, for people. */
final class Networks {
    private Networks() {}

    static List<Table> tables(Recipe recipe) {
        Shape sample = recipe.data().shape();
        Shape start = recipe.latent().shape(sample);
        Shape shown = recipe.training().presentation().shape(sample);
        return List.of(
                Table.layers("Generator", recipe.generator(), start),
                Table.layers("Discriminator", recipe.discriminator(), shown));
    }

    /** A table in plain text, its columns aligned. */
    static String text(Table table) {
        int columns = table.columns().size();
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            int widest = table.rows().stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            widths[i] = Math.max(widest, table.columns().get(i).length());
        }
        StringBuilder text = new StringBuilder(table.caption()).append('\n');
        append(text, table.columns(), widths);
        table.rows().forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String space = " ".repeat(widths[i] - cell.length());
            boolean number = i == widths.length - 1;
            line.append("  ").append(number ? space + cell : cell + space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
