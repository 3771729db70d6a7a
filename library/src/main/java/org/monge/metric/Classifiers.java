package org.monge.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.monge.data.Dataset;
import org.monge.engine.Engine;
import org.monge.engine.Sha256;

/**
 * Classifiers of labelled datasets, each trained when it is first asked for and kept in a folder.
 *
 * @param folder where they are kept
 */
public record Classifiers(Path folder) {
    /** Every so many-th image is for testing, where there is no test split. */
    private static final int HELD_OUT = 6;

    /**
     * The classifier of a dataset, which the caller closes.
     *
     * @param training labelled images
     * @param test of the same shape; the same images where there is no test split, of which every sixth is then held out
     * @param seed of the first weights and the order of the images
     * @param progress is told, if a classifier must be trained, how many steps it takes, and says who hears how many have
     *     been made
     * @throws IllegalArgumentException if the images have no labels
     * @throws IOException naming the file that cannot be read or written
     */
    public Classifier of(Dataset training, Dataset test, long seed, IntFunction<IntConsumer> progress)
            throws IOException {
        Classifier.requireLabels(training);
        boolean apart = !training.sha256().equals(test.sha256());
        Dataset shown = apart ? training : part(training, false);
        Dataset judged = apart ? test : part(training, true);
        Path file = folder.resolve("classifier-" + key(shown, judged, seed) + ".safetensors");
        if (Files.exists(file)) {
            return Classifier.load(file, shown.shape(), shown.labelledClasses());
        }
        Classifier classifier = Classifier.train(shown, judged, seed, progress.apply(Classifier.steps(shown)));
        try {
            classifier.save(file);
        } catch (IOException | RuntimeException failure) {
            classifier.close();
            throw failure;
        }
        return classifier;
    }

    private static Dataset part(Dataset all, boolean heldOut) {
        return all.select(IntStream.range(0, Math.toIntExact(all.count()))
                .filter(i -> (i % HELD_OUT == HELD_OUT - 1) == heldOut)
                .toArray());
    }

    /** Names all that a classifier follows from. */
    private static String key(Dataset shown, Dataset judged, long seed) {
        String origin = Classifier.plan(shown, judged, seed) + "\nlibtorch " + Engine.version();
        return Sha256.of(origin).substring(0, 16);
    }
}
