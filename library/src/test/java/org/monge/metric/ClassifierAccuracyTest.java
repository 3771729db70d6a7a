package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.InvalidDataException;
import org.monge.data.Split;

/** The classifier in whose features samples are judged, on the published splits, where they are on this machine. */
@Tag("slow")
class ClassifierAccuracyTest {
    @ParameterizedTest
    @CsvSource({"fashion-mnist, 60000, 0.91", "mnist, 60000, 0.99"})
    void isReachedOnTheTestSplit(String name, int images, double least) throws IOException {
        Datasets here = Datasets.ofThisMachine();
        Dataset training = open(here, name, Split.TRAIN);
        if (training.count() < images) {
            abort(name + " has " + training.count() + " images to train on here, of " + images);
        }
        try (Classifier classifier = Classifier.train(training, open(here, name, Split.TEST), 0, step -> {})) {
            assertTrue(classifier.accuracy() >= least, () -> "accuracy " + classifier.accuracy());
        }
    }

    private static Dataset open(Datasets here, String name, Split split) throws IOException {
        try {
            return here.open(name, split, new ImageShape(28, 1));
        } catch (InvalidDataException absent) {
            return abort(absent.getMessage());
        }
    }
}
