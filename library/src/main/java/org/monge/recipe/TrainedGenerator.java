package org.monge.recipe;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.monge.checkpoint.StateDict;
import org.monge.engine.Execution;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.Sequential;

/** The generator of a run, ready to draw; for one thread at a time. */
public final class TrainedGenerator implements AutoCloseable {
    private final Recipe recipe;
    private final Sequential generator;

    private TrainedGenerator(Recipe recipe, Sequential generator) {
        this.recipe = recipe;
        this.generator = generator;
    }

    /**
     * Reads {@code recipe.yaml} and {@code generator.safetensors} of a run's folder.
     *
     * @throws InvalidRecipeException if the recipe breaks a rule
     * @throws IOException naming the file, if one cannot be read or the weights are not the recipe's
     */
    public static TrainedGenerator open(Path run) throws IOException {
        return open(run, Execution.PLAIN);
    }

    /** The same, computed elsewhere or in another precision than float32 on the processor. */
    public static TrainedGenerator open(Path run, Execution execution) throws IOException {
        Recipe recipe = Recipes.load(run.resolve("recipe.yaml").toString());
        Shape start = recipe.latent().shape(recipe.data().shape());
        return new TrainedGenerator(
                recipe, read(recipe.generator(), start, run.resolve("generator.safetensors"), execution));
    }

    /** A network with the weights in {@code file}. */
    static Sequential read(Architecture architecture, Shape input, Path file, Execution execution) throws IOException {
        try (RandomStream unused = new RandomStream(0)) {
            Sequential network = architecture.build(input, unused, execution);
            try {
                StateDict.importInto(network, file);
            } catch (IOException | RuntimeException unfit) {
                network.close();
                throw unfit;
            }
            return network;
        }
    }

    public Recipe recipe() {
        return recipe;
    }

    /**
     * Samples {@code (count, ...)}, row-major, images in [-1, 1]; every class in order if it is conditional. Equal seeds
     * give equal samples.
     */
    public float[] draw(int count, long seed) {
        try (Showcase showcase = showcase(count, seed)) {
            return draw(showcase);
        }
    }

    /** Samples of one class. */
    public float[] draw(int count, long seed, long label) {
        try (Showcase showcase = Showcase.ofClass(recipe, count, TrainedGenerator::noReals, seed, label)) {
            return draw(showcase);
        }
    }

    /** What the showcase asks for. */
    public float[] draw(Showcase showcase) {
        return showcase.draw(generator);
    }

    /** What the showcase asks for, {@code count} samples from the one at {@code from}, in the current scope. */
    public Tensor draw(Showcase showcase, long from, long count) {
        return showcase.generate(generator, from, count);
    }

    Sequential network() {
        return generator;
    }

    /** What {@link #draw(int, long)} asks for. */
    Showcase showcase(int count, long seed) {
        return new Showcase(recipe, count, TrainedGenerator::noReals, seed);
    }

    private static Tensor noReals() {
        throw new IllegalStateException("this generator restores images, which must be given to a Showcase");
    }

    @Override
    public void close() {
        generator.close();
    }
}
