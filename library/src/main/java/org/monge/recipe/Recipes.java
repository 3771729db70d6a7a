package org.monge.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named recipes, and the way from YAML to a recipe and back. */
public final class Recipes {
    /** The recipe of a run that names none. */
    public static final String DEFAULT = "wgan-gp-small";

    private static final List<String> NAMES = List.of(
            DEFAULT,
            "wgan-gp-fashion",
            "wgan-fashion",
            "wgan-mlp",
            "wgan-gp-mnist",
            "wgan-gp-resnet-32",
            "wgan-gp-layernorm",
            "wgan-gp-one-sided",
            "wgan-gp-finite-difference",
            "conditional-fashion",
            "super-resolution",
            "dcgan-fashion",
            "dcgan-64",
            "stacked-mnist",
            "gan-nonsaturating",
            "gan-minimax",
            "fgan-total-variation",
            "fgan-kl",
            "fgan-reverse-kl",
            "fgan-pearson",
            "fgan-neyman",
            "fgan-squared-hellinger",
            "fgan-jeffrey",
            "fgan-jensen-shannon",
            "fgan-weighted-jensen-shannon",
            "fgan-gan",
            "fgan-alpha",
            "toy-8gaussians",
            "toy-8gaussians-clipping",
            "toy-25gaussians",
            "toy-25gaussians-clipping",
            "toy-swissroll",
            "toy-swissroll-clipping",
            "toy-swissroll-deep");
    /** What only watches a run: keys that may be left out, and are none then. */
    private static final List<String> WATCHERS = List.of("diagnostics", "evaluation");

    private static final String EXTENDS = "extends";
    private static final long LARGEST_FILE = 1 << 20;

    private Recipes() {}

    /** A YAML text, what to call it, and the folder that its paths start from; a named recipe has none. */
    private record Source(String name, String text, Optional<Path> folder) {}

    /** The names of the named recipes. */
    public static List<String> names() {
        return NAMES;
    }

    /** Every named recipe. */
    public static List<Recipe> all() {
        return NAMES.stream().map(Recipes::named).toList();
    }

    /**
     * The recipe of this name.
     *
     * @throws InvalidRecipeException pointing to the nearest name if there is none
     */
    public static Recipe named(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidRecipeException("recipe", unknown("a known name", name));
        }
        return read(resource(name), List.of());
    }

    /**
     * The recipe of this name or, if no recipe has it, in this file.
     *
     * @throws InvalidRecipeException if there is neither, or at the first breach of a rule
     */
    public static Recipe load(String nameOrPath) {
        return load(nameOrPath, List.of());
    }

    /**
     * The recipe of this name or in this file, after changes.
     *
     * @param overrides each {@code key=value}: a dotted path with indices, {@code generator.layers[0].dense.units}, and
     *     its new value in YAML
     * @throws InvalidRecipeException if there is neither, or at the first breach of a rule
     */
    public static Recipe load(String nameOrPath, List<String> overrides) {
        return read(find(nameOrPath, Optional.of(Path.of("")), "recipe"), overrides);
    }

    /**
     * The recipe that a text holds. It may extend a named recipe.
     *
     * @throws InvalidRecipeException at the first breach of a rule
     */
    public static Recipe parse(String yaml) {
        return read(new Source("text", yaml, Optional.empty()), List.of());
    }

    /** The whole recipe in YAML, every key there; {@link #parse} makes an equal one of it. */
    public static String toYaml(Recipe recipe) {
        return RecipeWriter.write(recipe, Set.of());
    }

    /**
     * What the state of a run follows from, in YAML: not its length, nor the place of its data, nor what only watches it. A
     * run may go on under a recipe of equal essence.
     */
    public static String essence(Recipe recipe) {
        Recipe anywhere = recipe.withSteps(1).withData(recipe.data().anywhere());
        return RecipeWriter.write(anywhere, Set.copyOf(WATCHERS));
    }

    private static Recipe read(Source source, List<String> overrides) {
        Map<String, Object> tree = resolve(source, List.of());
        WATCHERS.stream().filter(key -> !tree.containsKey(key)).forEach(key -> tree.put(key, "none"));
        overrides.forEach(override -> Overlay.set(tree, override));
        return RecipeReader.read(tree);
    }

    private static Map<String, Object> resolve(Source source, List<String> above) {
        List<String> chain = new ArrayList<>(above);
        chain.add(source.name);
        if (above.contains(source.name)) {
            throw new InvalidRecipeException(
                    EXTENDS, "must not lead back to itself, got " + String.join(" -> ", chain));
        }
        Map<String, Object> tree = tree(source.text);
        if (!tree.containsKey(EXTENDS)) {
            return tree;
        }
        Object extended = tree.remove(EXTENDS);
        if (!(extended instanceof String base)) {
            throw new InvalidRecipeException(
                    EXTENDS, "must be the name or the path of a recipe, got " + Keys.show(extended));
        }
        return Overlay.merge(resolve(find(base, source.folder, EXTENDS), chain), tree);
    }

    private static Map<String, Object> tree(String text) {
        Object read = Yaml.read(text, "");
        if (!(read instanceof Map<?, ?> map)) {
            String rule = "must be a map of " + String.join(", ", Keys.of(Recipe.class));
            throw new InvalidRecipeException("", rule + ", got " + Keys.show(read));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        map.forEach((key, value) -> tree.put(String.valueOf(key), value));
        return tree;
    }

    private static Source find(String nameOrPath, Optional<Path> folder, String key) {
        if (NAMES.contains(nameOrPath)) {
            return resource(nameOrPath);
        }
        try {
            Path file = folder.map(from -> from.resolve(nameOrPath))
                    .orElseThrow(() -> new NoSuchFileException(nameOrPath))
                    .toRealPath();
            if (Files.size(file) > LARGEST_FILE) {
                throw new InvalidRecipeException(
                        key, "must be a text of at most " + LARGEST_FILE + " bytes, got " + nameOrPath);
            }
            return new Source(file.toString(), Files.readString(file), Optional.of(file.resolveSibling("")));
        } catch (NoSuchFileException | InvalidPathException absent) {
            throw new InvalidRecipeException(key, unknown("a known name or a file", nameOrPath), absent);
        } catch (CharacterCodingException binary) {
            throw new InvalidRecipeException(key, "must be a text file in UTF-8, got " + nameOrPath, binary);
        } catch (IOException unreadable) {
            throw new InvalidRecipeException(key, "must be a readable file, got " + nameOrPath, unreadable);
        }
    }

    private static String unknown(String rule, String name) {
        return "must be " + rule + ", got " + Keys.show(name) + "; " + Keys.suggestion(name, NAMES, "names");
    }

    private static Source resource(String name) {
        String path = "/recipes/" + name + ".yaml";
        try (InputStream stream = Recipes.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the program must contain " + path);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Source(name, text, Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
