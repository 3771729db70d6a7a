package org.monge.recipe;

import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** From records to YAML: the keys in the records' order, maps of plain values on one line. */
final class RecipeWriter {
    /** From here up decimal fractions are written without an exponent. */
    private static final double LEAST_PLAIN = 1e-6;

    private RecipeWriter() {}

    /**
     * The recipe without these keys.
     *
     * @throws InvalidRecipeException if the recipe holds a thing that has no word
     */
    static String write(Recipe recipe, Set<String> without) {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        MappingNode whole = record(recipe, "");
        whole.getValue().removeIf(entry -> without.contains(((ScalarNode) entry.getKeyNode()).getValue()));
        StringWriter text = new StringWriter();
        new org.yaml.snakeyaml.Yaml(options).serialize(whole, text);
        return text.toString();
    }

    private static Node value(Class<?> type, Object value, String path) {
        if (Vocabulary.isKind(type)) {
            return thing(value, path);
        }
        if (value instanceof List<?> list) {
            return list(list, path);
        }
        if (value instanceof Record record) {
            return record(record, path);
        }
        if (value instanceof Enum<?> constant) {
            return text(Vocabulary.choice(constant));
        }
        return scalar(value);
    }

    private static Node list(List<?> list, String path) {
        if (list.stream().allMatch(String.class::isInstance)) {
            List<Node> words =
                    list.stream().<Node>map(word -> text((String) word)).toList();
            return new SequenceNode(Tag.SEQ, words, FlowStyle.FLOW);
        }
        List<Node> items = new ArrayList<>();
        for (Object item : list) {
            Node node = thing(item, Keys.item(path, items.size()));
            if (node instanceof MappingNode map) {
                map.setFlowStyle(FlowStyle.BLOCK);
            }
            items.add(node);
        }
        return new SequenceNode(Tag.SEQ, items, FlowStyle.BLOCK);
    }

    private static Node thing(Object thing, String path) {
        String word = Vocabulary.word(thing)
                .orElseThrow(() -> new InvalidRecipeException(
                        path, "must be a thing that recipes have a word for, got " + Keys.show(thing)));
        MappingNode settings = record((Record) thing, Keys.child(path, word));
        if (settings.getValue().isEmpty()) {
            return text(word);
        }
        return new MappingNode(Tag.MAP, List.of(new NodeTuple(text(word), settings)), FlowStyle.FLOW);
    }

    private static MappingNode record(Record record, String path) {
        List<NodeTuple> entries = new ArrayList<>();
        boolean simple = true;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String key = Keys.key(component.getName());
            Node value = value(component.getType(), get(record, component), Keys.child(path, key));
            simple &= value instanceof ScalarNode;
            entries.add(new NodeTuple(text(key), value));
        }
        return new MappingNode(Tag.MAP, entries, simple ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Object get(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException notPublic) {
            throw new IllegalStateException(record.getClass() + " must be a public record", notPublic);
        }
    }

    private static Node scalar(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        Tag tag = value instanceof Boolean ? Tag.BOOL : Tag.INT;
        return new ScalarNode(tag, String.valueOf(value), null, null, ScalarStyle.PLAIN);
    }

    private static Node text(String text) {
        boolean needsQuotes = !(Yaml.scalar(text) instanceof String);
        ScalarStyle style = needsQuotes ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    private static Node number(double number) {
        boolean whole = Double.compare(number, (double) (long) number) == 0;
        if (whole) {
            return new ScalarNode(Tag.INT, String.valueOf((long) number), null, null, ScalarStyle.PLAIN);
        }
        String digits = String.valueOf(number);
        if (Math.abs(number) >= LEAST_PLAIN && Math.abs(number) < 1) {
            digits = new BigDecimal(digits).stripTrailingZeros().toPlainString();
        }
        // YAML 1.1 takes an exponent for one only if it has a sign.
        digits = digits.toLowerCase(Locale.ROOT).replaceAll("e(\\d)", "e+$1");
        return new ScalarNode(Tag.FLOAT, digits, null, null, ScalarStyle.PLAIN);
    }
}
