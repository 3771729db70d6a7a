package org.monge.recipe;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML text as a tree of {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code
 * BigInteger}, {@code Double}, {@code Boolean} and {@code null}. Plain words are read as YAML 1.2 has it: {@code 1e-4}
 * is a number, {@code yes} is text. Repeated keys, anchors and tags are refused.
 */
final class Yaml {
    private static final String INTEGER = "[-+]?[0-9]+";
    private static final String NUMBER = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?";

    private static final Resolver RESOLVER = new Resolver();

    private Yaml() {}

    /** Reads one document, which stands at {@code path} of a recipe. */
    static Object read(String text, String path) {
        try {
            Node root = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? null : value(root, path);
        } catch (MarkedYAMLException broken) {
            String place = broken.getProblemMark() == null
                    ? ""
                    : " at line " + (broken.getProblemMark().getLine() + 1) + ", column "
                            + (broken.getProblemMark().getColumn() + 1);
            throw new InvalidRecipeException(path, "not YAML" + place + ": " + broken.getProblem(), broken);
        } catch (YAMLException broken) {
            throw new InvalidRecipeException(path, "not YAML: " + broken.getMessage(), broken);
        }
    }

    private static Object value(Node node, String path) {
        refuseMarks(node, path);
        if (node instanceof MappingNode map) {
            return map(map, path);
        }
        if (node instanceof SequenceNode list) {
            List<Object> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                items.add(value(item, Keys.item(path, items.size())));
            }
            return items;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? scalar(scalar.getValue()) : scalar.getValue();
    }

    private static void refuseMarks(Node node, String path) {
        if (node.getAnchor() != null) {
            throw new InvalidRecipeException(path, "must be written out, got the anchor &" + node.getAnchor());
        }
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : null;
        boolean plain = node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (!node.getTag().equals(RESOLVER.resolve(node.getNodeId(), text, plain))) {
            throw new InvalidRecipeException(path, "must be without a tag, got " + node.getTag());
        }
    }

    private static Map<String, Object> map(MappingNode node, String path) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new InvalidRecipeException(path, "must have words for keys, got a list or a map");
            }
            String child = Keys.child(path, key.getValue());
            if (map.containsKey(key.getValue())) {
                throw new InvalidRecipeException(child, "duplicate key");
            }
            map.put(key.getValue(), value(entry.getValueNode(), child));
        }
        return map;
    }

    /** What a word without quotes means. */
    static Object scalar(String word) {
        if (word.isEmpty() || word.equals("~") || word.equals("null")) {
            return null;
        }
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        if (word.matches(INTEGER)) {
            BigInteger integer = new BigInteger(word);
            return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
        }
        return word.matches(NUMBER) ? (Object) Double.valueOf(word) : word;
    }
}
