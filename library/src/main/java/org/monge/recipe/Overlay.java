package org.monge.recipe;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes to the tree of a recipe, before it is read. */
final class Overlay {
    private static final String NAME = "[^\\s.\\[\\]=]+(\\[\\d{1,9}\\])*";
    private static final Pattern PATH = Pattern.compile(NAME + "(\\." + NAME + ")*");
    private static final Pattern STEP = Pattern.compile("\\[\\d+\\]|[^.\\[\\]]+");

    private Overlay() {}

    /** {@code base} with what {@code over} says otherwise: maps merge; lists, and things that a word names, replace. */
    static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> over) {
        return merge(Recipe.class, base, over);
    }

    private static Map<String, Object> merge(Class<?> record, Map<?, ?> base, Map<?, ?> over) {
        Map<String, Object> merged = new LinkedHashMap<>();
        base.forEach((key, value) -> merged.put(String.valueOf(key), value));
        over.forEach((key, value) -> merged.put(String.valueOf(key), value));
        for (RecordComponent component : record.getRecordComponents()) {
            String key = Keys.key(component.getName());
            boolean replaces = Vocabulary.isKind(component.getType());
            if (!replaces && base.get(key) instanceof Map<?, ?> below && over.get(key) instanceof Map<?, ?> above) {
                merged.put(key, merge(component.getType(), below, above));
            }
        }
        return merged;
    }

    /**
     * Puts the value of {@code key=value}, in YAML, in the place of what the tree has there.
     *
     * @throws InvalidRecipeException if the tree has no such place
     */
    static void set(Map<String, Object> tree, String assignment) {
        int equals = assignment.indexOf('=');
        String path = equals < 0 ? assignment : assignment.substring(0, equals).strip();
        if (equals < 0 || !PATH.matcher(path).matches()) {
            throw new InvalidRecipeException("override", "must be key=value, got '" + Keys.show(assignment) + "'");
        }
        Object value = Yaml.read(assignment.substring(equals + 1), path);
        List<String> steps =
                STEP.matcher(path).results().map(MatchResult::group).toList();
        put(tree, steps, value, "");
    }

    @SuppressWarnings("unchecked") // trees come from Yaml, whose maps and lists are of these types
    private static void put(Object place, List<String> steps, Object value, String path) {
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        if (step.startsWith("[")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1));
            List<Object> list = place instanceof List<?> items ? (List<Object>) items : List.of();
            requireIndex(list, index, path);
            if (rest.isEmpty()) {
                list.set(index, value);
            } else {
                put(list.get(index), rest, value, Keys.item(path, index));
            }
            return;
        }
        String child = Keys.child(path, step);
        if (!(place instanceof Map<?, ?> map)) {
            throw new InvalidRecipeException(child, "not in this recipe; " + path + " is " + Keys.show(place));
        }
        requireKey(map, step, child);
        if (rest.isEmpty()) {
            ((Map<String, Object>) map).put(step, value);
        } else {
            put(map.get(step), rest, value, child);
        }
    }

    private static void requireIndex(List<Object> list, int index, String path) {
        if (index >= list.size()) {
            String there = list.isEmpty() ? "no list" : "a list of " + list.size() + ", counted from 0";
            throw new InvalidRecipeException(Keys.item(path, index), "not in this recipe; there is " + there);
        }
    }

    private static void requireKey(Map<?, ?> map, String key, String path) {
        if (!map.containsKey(key)) {
            List<String> known = new ArrayList<>();
            map.keySet().forEach(each -> known.add(String.valueOf(each)));
            throw new InvalidRecipeException(path, "not in this recipe; " + Keys.suggestion(key, known, "keys"));
        }
    }
}
