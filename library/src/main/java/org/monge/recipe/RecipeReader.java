package org.monge.recipe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From the tree of a YAML text to records. The records are the schema: their components are the keys. */
final class RecipeReader {
    private RecipeReader() {}

    /** @throws InvalidRecipeException at the first breach of a rule */
    static Recipe read(Object tree) {
        return (Recipe) record(Recipe.class, tree, "");
    }

    private static Object value(Type type, Object node, String path) {
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], node, path);
        }
        Class<?> wanted = (Class<?>) type;
        if (Vocabulary.isKind(wanted)) {
            return thing(wanted, node, path);
        }
        if (wanted.isRecord()) {
            return record(wanted, node, path);
        }
        return wanted.isEnum() ? choice(wanted, node, path) : scalar(wanted, node, path);
    }

    private static List<Object> list(Type type, Object node, String path) {
        if (!(node instanceof List<?> nodes)) {
            throw mustBe(path, "a list", node);
        }
        List<Object> items = new ArrayList<>();
        for (Object item : nodes) {
            items.add(value(type, item, Keys.item(path, items.size())));
        }
        return items;
    }

    /** A word alone, or a word with its settings under it. */
    private static Object thing(Class<?> kind, Object node, String path) {
        if (node instanceof String word) {
            Class<?> thing = meaning(kind, word, path, "unknown word " + Keys.show(word));
            return record(thing, Map.of(), Keys.child(path, word));
        }
        if (!(node instanceof Map<?, ?> map) || map.size() != 1) {
            String rule =
                    "one word with its settings indented under it (" + String.join(", ", Vocabulary.words(kind)) + ")";
            throw mustBe(path, rule, node);
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String word = String.valueOf(only.getKey());
        String place = Keys.child(path, word);
        return record(meaning(kind, word, place, "unknown word"), only.getValue(), place);
    }

    private static Class<?> meaning(Class<?> kind, String word, String path, String problem) {
        return Vocabulary.thing(kind, word)
                .orElseThrow(() -> new InvalidRecipeException(
                        path, problem + "; " + Keys.suggestion(word, Vocabulary.words(kind), "words")));
    }

    private static Object record(Class<?> type, Object node, String path) {
        List<String> keys = Keys.of(type);
        if (!(node instanceof Map<?, ?> map)) {
            throw mustBe(path, "a map of " + (keys.isEmpty() ? "nothing, {}" : String.join(", ", keys)), node);
        }
        for (Object key : map.keySet()) {
            if (!keys.contains(key)) {
                String given = String.valueOf(key);
                throw new InvalidRecipeException(
                        Keys.child(path, given), "unknown key; " + Keys.suggestion(given, keys, "keys"));
            }
        }
        for (String key : keys) {
            if (!map.containsKey(key)) {
                throw new InvalidRecipeException(
                        Keys.child(path, key), "missing key; the keys here: " + String.join(", ", keys));
            }
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType(), map.get(keys.get(i)), Keys.child(path, keys.get(i)));
        }
        return construct(type, components, values, path);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values, String path) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException broken) {
                throw Keys.breach(path, type, broken);
            }
            throw new IllegalStateException(type + " cannot be made", thrown.getCause());
        } catch (ReflectiveOperationException notPublic) {
            throw new IllegalStateException(type + " must be a public record", notPublic);
        }
    }

    private static Object choice(Class<?> type, Object node, String path) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String word = Vocabulary.choice((Enum<?>) constant);
            if (word.equals(node)) {
                return constant;
            }
            words.add(word);
        }
        if (node instanceof String word) {
            String problem = "unknown word " + Keys.show(word) + "; " + Keys.suggestion(word, words, "words");
            throw new InvalidRecipeException(path, problem);
        }
        throw mustBe(path, "one of " + String.join(", ", words), node);
    }

    private static Object scalar(Class<?> type, Object node, String path) {
        if (type == long.class) {
            return integer(Long.MIN_VALUE, Long.MAX_VALUE, node, path);
        }
        if (type == int.class) {
            return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE, node, path);
        }
        if (type == double.class) {
            return number(node, path);
        }
        if (type == boolean.class) {
            if (node instanceof Boolean) {
                return node;
            }
            throw mustBe(path, "true or false", node);
        }
        if (type == String.class) {
            if (node instanceof String) {
                return node;
            }
            throw mustBe(path, "text, in quotes where it could be read as something else", node);
        }
        throw new IllegalStateException("recipes have no form for " + type);
    }

    private static long integer(long least, long greatest, Object node, String path) {
        if (node instanceof Long integer && integer >= least && integer <= greatest) {
            return integer;
        }
        if (node instanceof Long || node instanceof BigInteger) {
            throw mustBe(path, "an integer from " + least + " to " + greatest, node);
        }
        throw mustBe(path, "an integer", node);
    }

    private static double number(Object node, String path) {
        if (node instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw mustBe(path, "a number", node);
    }

    private static InvalidRecipeException mustBe(String path, String rule, Object node) {
        String value = node instanceof String text ? "'" + text + "'" : Keys.show(node);
        return new InvalidRecipeException(path, "must be " + rule + ", got " + Keys.show(value));
    }
}
