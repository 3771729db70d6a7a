package org.monge.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.monge.engine.Require;
import org.monge.engine.Stateful;

/** The complete state of a run at one step, in one file: tensors, positions and random streams, bit for bit. */
public final class Checkpoint {
    private static final String VERSION = "1";
    private static final String VERSION_KEY = "monge-checkpoint";
    private static final String STEP_KEY = "step";
    private static final String RECIPE_KEY = "recipe";

    private final Safetensors tensors;
    private final long step;
    private final String recipe;

    private Checkpoint(Safetensors tensors, long step, String recipe) {
        this.tensors = tensors;
        this.step = step;
        this.recipe = recipe;
    }

    /**
     * Writes the state of {@code whole}, completely or not at all.
     *
     * @param step steps since the run's beginning
     * @param recipe the digest of what is being run, which {@link #restore} asks for
     * @throws IOException naming the file and the reason; what was there is still there
     */
    public static void save(Path file, long step, String recipe, Stateful whole) throws IOException {
        Require.notNegative("step", step);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(VERSION_KEY, VERSION);
        metadata.put(STEP_KEY, String.valueOf(step));
        metadata.put(RECIPE_KEY, recipe);
        Parts.write(file, metadata, whole);
    }

    /**
     * Opens a checkpoint and checks every bit of it.
     *
     * @throws InvalidCheckpointException if it is damaged, incomplete, or no checkpoint
     * @throws IOException if it cannot be read
     */
    public static Checkpoint open(Path file) throws IOException {
        Safetensors tensors = Safetensors.open(file);
        if (!tensors.isSealed()) {
            throw new InvalidCheckpointException(file, "header", "one that Monge wrote, with its digest", "another");
        }
        tensors.verify();
        String version = tensors.metadata().get(VERSION_KEY);
        if (!VERSION.equals(version)) {
            throw new InvalidCheckpointException(file, "version of the checkpoint", VERSION, version);
        }
        long step = Long.parseLong(tensors.metadata().get(STEP_KEY));
        return new Checkpoint(tensors, step, tensors.metadata().get(RECIPE_KEY));
    }

    public Path file() {
        return tensors.file();
    }

    /** Generator updates since the run's beginning. */
    public long step() {
        return step;
    }

    /** The digest of what was being run. */
    public String recipe() {
        return recipe;
    }

    /**
     * Gives {@code whole} the state in this file, all of it or none.
     *
     * @param expectedRecipe the digest of what is to go on
     * @throws InvalidCheckpointException if it is of another recipe, if its names, types or shapes are not those of
     *     {@code whole}, or if the file has changed since it was opened
     * @throws IOException if it cannot be read
     */
    public void restore(String expectedRecipe, Stateful whole) throws IOException {
        if (!expectedRecipe.equals(recipe)) {
            throw new InvalidCheckpointException(file(), "recipe of the checkpoint", expectedRecipe, recipe);
        }
        Parts.restore(whole, tensors, name -> false);
    }
}
