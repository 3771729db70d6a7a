package org.monge.recipe;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Keys, the paths they form, and the words in which a breach of a rule is told. */
final class Keys {
    private static final int SHOWN = 60;

    private Keys() {}

    /** The path of {@code key} in the map at {@code path}. */
    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The path of an item of the list at {@code path}. */
    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    /** A Java name as a key: {@code learningRate} is {@code learning-rate}. */
    static String key(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** The keys of a record's map, in order. */
    static List<String> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> key(component.getName()))
                .toList();
    }

    /** Points from an unknown word to the nearest known one, and lists all. */
    static String suggestion(String word, Collection<String> known, String plural) {
        if (known.isEmpty()) {
            return "there are no " + plural + " here";
        }
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String given = word.toLowerCase(Locale.ROOT);
        String nearest = known.stream()
                .min(Comparator.comparing(candidate -> distance.apply(given, candidate)))
                .orElseThrow();
        return "did you mean " + nearest + "? known " + plural + ": " + String.join(", ", known);
    }

    /** A value as a message shows it. */
    static String show(Object value) {
        String text = value == null ? "nothing" : String.valueOf(value);
        String line = text.replaceAll("\\R", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    /**
     * A record's own complaint in the recipe's words: {@code learningRate must be ...} of the record at {@code path} is
     * {@code path.learning-rate: must be ...}.
     */
    static InvalidRecipeException breach(String path, Class<?> record, RuntimeException complaint) {
        if (complaint instanceof InvalidRecipeException told) {
            return told;
        }
        String message = String.valueOf(complaint.getMessage());
        String where = path;
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            if (message.startsWith(name + " ")) {
                where = child(path, key(name));
                message = message.substring(name.length() + 1);
            }
            message = message.replaceAll("\\b" + Pattern.quote(name) + "\\b", key(name));
        }
        String ownName = path.substring(path.lastIndexOf('.') + 1) + " must ";
        if (message.startsWith(ownName)) {
            message = message.substring(ownName.length() - "must ".length());
        }
        return new InvalidRecipeException(where, message, complaint);
    }
}
