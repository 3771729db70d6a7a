package org.monge.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.latent.Latent;
import org.monge.network.Generator;
import org.monge.representation.Inversion;

/** The latent space of a run's generator, and the sample at every point of it. For one thread at a time. */
public final class LatentSpace implements AutoCloseable {
    private final TrainedGenerator generator;
    private final Latent latent;
    private final OptionalLong label;

    private LatentSpace(TrainedGenerator generator, Latent latent, OptionalLong label) {
        this.generator = generator;
        this.latent = latent;
        this.label = label;
    }

    /**
     * Opens the space of a run, as {@link TrainedGenerator#open}.
     *
     * @param label the class of all samples where the generator is conditional; empty where it is not
     * @throws IllegalArgumentException if the generator starts from images instead of noise, or the label is not as it must be
     */
    public static LatentSpace open(Path run, OptionalLong label) throws IOException {
        TrainedGenerator generator = TrainedGenerator.open(run);
        try {
            Recipe recipe = generator.recipe();
            Require.that(recipe.latent() instanceof Latent, "latent", "noise", recipe.latent());
            long classes = recipe.generator().classes().orElse(0);
            boolean fits = classes == 0 ? label.isEmpty() : label.orElse(-1) >= 0 && label.getAsLong() < classes;
            String rule = classes == 0 ? "left out: the run is not conditional" : "from 0 to " + (classes - 1);
            Require.that(fits, "label", rule, label.isPresent() ? label.getAsLong() : "none");
            return new LatentSpace(generator, (Latent) recipe.latent(), label);
        } catch (IllegalArgumentException unfit) {
            generator.close();
            throw unfit;
        }
    }

    public Recipe recipe() {
        return generator.recipe();
    }

    /** Numbers in one latent. */
    public int size() {
        return Math.toIntExact(latent.size());
    }

    /** The latents from which {@link TrainedGenerator#draw(int, long)} draws as many samples from this seed. */
    public List<double[]> latents(int count, long seed) {
        try (Showcase showcase = generator.showcase(count, seed)) {
            return rows(showcase.starts());
        }
    }

    private List<double[]> rows(float[] values) {
        List<double[]> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += size()) {
            double[] row = new double[size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = values[from + i];
            }
            rows.add(row);
        }
        return rows;
    }

    /** The samples at these latents, {@code (N, ...)}, row-major; images are in [-1, 1]. */
    public float[] samples(List<double[]> latents) {
        float[] values = new float[latents.size() * size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) latents.get(i / size())[i % size()];
        }
        try (Showcase showcase = Showcase.ofLatents(values, size(), label)) {
            return generator.draw(showcase);
        }
    }

    /**
     * Where the sample that is nearest to an image lies.
     *
     * @param image row-major, of the data's shape, in [-1, 1]
     */
    public Inversion.Found find(float[] image, Inversion inversion, long seed) {
        Shape shape = recipe().data().shape();
        try (Tensor wanted = Scope.keeping(() -> HostTensors.floats(image, shape.batch(1)))) {
            if (label.isEmpty()) {
                return inversion.of(wanted, generator.network(), latent, seed);
            }
            long[] labels = Showcase.repeated(label.getAsLong(), inversion.starts());
            try (Tensor classes = Scope.keeping(() -> HostTensors.longs(labels, labels.length))) {
                Generator told = generator.network().given(classes);
                return inversion.of(wanted, told, latent, seed);
            }
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
