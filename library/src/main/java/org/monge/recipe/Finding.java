package org.monge.recipe;

/**
 * What speaks against a recipe that can be trained.
 *
 * @param severity whether a training is refused unless it is forced
 * @param key the place in the recipe
 * @param problem what is there
 * @param consequence what will happen
 * @param change what to do instead
 * @param source who found it out
 */
public record Finding(Severity severity, String key, String problem, String consequence, String change, String source) {
    /** How much it matters. */
    public enum Severity {
        /** Training may fail. */
        WARNING,
        /** The result is not what its name says. */
        ERROR
    }
}
