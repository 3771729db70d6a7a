package org.monge.recipe;

/** A recipe breaks a rule. The message is one line: the key by its dotted path, the rule, and the value. */
public final class InvalidRecipeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidRecipeException(String key, String problem) {
        super(line(key, problem));
    }

    InvalidRecipeException(String key, String problem, Throwable cause) {
        super(line(key, problem), cause);
    }

    private static String line(String key, String problem) {
        String line = (key.isEmpty() ? "recipe" : key) + ": " + problem;
        return line.replaceAll("\\s*\\R\\s*", " ");
    }
}
