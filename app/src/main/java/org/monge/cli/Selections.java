package org.monge.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.monge.data.Dataset;
import org.monge.data.SampleSource;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.recipe.LatentSpace;
import org.monge.representation.LinearSvm;

/**
 * Samples that are chosen by number, or by the name of a class. A class has the samples that a linear classifier of pixels
 * takes for it, trained on images of the run's dataset.
 */
final class Selections {
    private static final int TRAINING_IMAGES = 5000;
    private static final double COST = 1;

    private final LatentOptions options;
    private final LatentSpace space;
    private final List<double[]> latents;
    private final float[] samples;
    private Optional<Dataset> dataset = Optional.empty();
    private int[] classes = {};

    Selections(LatentOptions options, LatentSpace space) {
        this.options = options;
        this.space = space;
        latents = options.latents(space);
        samples = space.samples(latents);
    }

    List<double[]> latents() {
        return latents;
    }

    /** Which samples {@code text} means: numbers with commas between, or the name of a class. */
    List<Integer> of(String name, String text) throws IOException {
        if (text.matches("[\\d\\s,-]*")) {
            return options.samples(name, text);
        }
        label();
        List<String> names = dataset.orElseThrow().classes();
        int wanted = names.indexOf(text);
        if (wanted < 0) {
            throw new BadInputException(name + " must be numbers of samples, or one of the classes "
                    + String.join(", ", names) + ", got '" + text + "'");
        }
        List<Integer> chosen = IntStream.range(0, classes.length)
                .filter(i -> classes[i] == wanted)
                .boxed()
                .toList();
        if (chosen.isEmpty()) {
            throw new BadInputException(name + " must have a sample among the " + classes.length
                    + " (-n takes more), got '" + text + "' with none");
        }
        return chosen;
    }

    /** The mean of the latents of these samples. */
    double[] mean(List<Integer> chosen) {
        double[] mean = new double[space.size()];
        for (int sample : chosen) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += latents.get(sample)[i] / chosen.size();
            }
        }
        return mean;
    }

    private void label() throws IOException {
        if (dataset.isPresent()) {
            return;
        }
        SampleSource source = RunData.open(space.recipe());
        if (!(source instanceof Dataset labelled) || !labelled.isLabelled()) {
            throw new BadInputException("samples must be chosen by number: " + source.name() + " has no labels");
        }
        dataset = Optional.of(labelled);
        int[] rows = evenly((int) labelled.count(), TRAINING_IMAGES);
        int[] labels = IntStream.of(rows).map(labelled::label).toArray();
        float[] pixels = Scope.reading(() -> HostTensors.floats(labelled.images(rows)));
        classes = LinearSvm.train(new LinearSvm.Rows(pixels, labels), COST).classify(samples);
    }

    /** At most {@code limit} of the numbers from 0 to {@code count} - 1, evenly spaced. */
    static int[] evenly(int count, int limit) {
        int taken = Math.min(count, limit);
        return IntStream.range(0, taken)
                .map(i -> (int) ((long) i * count / taken))
                .toArray();
    }

    /** The samples at these numbers, row-major. */
    float[] at(List<Integer> chosen) {
        int size = samples.length / latents.size();
        float[] picked = new float[chosen.size() * size];
        for (int i = 0; i < chosen.size(); i++) {
            System.arraycopy(samples, chosen.get(i) * size, picked, i * size, size);
        }
        return picked;
    }
}
