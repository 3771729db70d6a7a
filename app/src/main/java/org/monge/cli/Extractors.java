package org.monge.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.InvalidDataException;
import org.monge.data.Split;
import org.monge.metric.Classifier;
import org.monge.metric.Classifiers;
import org.monge.metric.FeatureSpace;
import org.monge.metric.Judge;
import org.monge.metric.RandomConvolutions;
import org.monge.metric.RawValues;
import org.monge.recipe.Recipe;
import org.monge.report.Evaluation.ClassifierInfo;

/**
 * What looks at samples for an evaluation.
 *
 * @param space where they are compared
 * @param classifier of the real data, where one is needed
 * @param judge of classes, where one is needed
 */
record Extractors(FeatureSpace space, Optional<Classifier> classifier, Optional<Judge> judge) implements AutoCloseable {
    /** A classifier that is trained on the real data. */
    static final String CLASSIFIER = "classifier";

    /** The samples as they are. */
    static final String PIXELS = "pixels";

    /** Convolutions that nobody has trained. */
    static final String RANDOM = "random";

    /** The words that need no file. */
    static final List<String> NAMED = List.of(CLASSIFIER, PIXELS, RANDOM);

    private static final long CLASSIFIER_SEED = 1;

    /**
     * Opens them.
     *
     * @param word for the space: one of the above, or a network's file
     * @param file what is told of that file
     * @param data the real ones, which a classifier learns from
     * @param judged whether classes must be told apart
     */
    static Extractors open(String word, FileOptions file, Recipe.Data data, boolean judged, Bars bars)
            throws IOException {
        if (NAMED.contains(word)) {
            file.requireNone(word);
        }
        if (word.equals(CLASSIFIER) && RealData.isStacked(data)) {
            throw new BadInputException("--features must be pixels, random or a file for stacked digits, got " + word);
        }
        Optional<Classifier> classifier =
                judged || word.equals(CLASSIFIER) ? Optional.of(classifier(data, bars)) : Optional.empty();
        try {
            FeatureSpace space =
                    switch (word) {
                        case CLASSIFIER -> classifier.orElseThrow();
                        case PIXELS -> new RawValues();
                        case RANDOM -> new RandomConvolutions(data.shape());
                        default -> file.open(word);
                    };
            Optional<Judge> judge =
                    classifier.map(some -> RealData.isStacked(data) ? Judge.ofStacked(some) : (Judge) some);
            return new Extractors(space, classifier, judge);
        } catch (IOException | RuntimeException failure) {
            classifier.ifPresent(Classifier::close);
            throw failure;
        }
    }

    private static Classifier classifier(Recipe.Data data, Bars bars) throws IOException {
        Dataset training = RealData.labelled(data, Split.TRAIN);
        Dataset test = testImages(data, training);
        Classifiers kept = new Classifiers(Datasets.ofThisMachine().cacheFolder("classifiers"));
        return kept.of(
                training,
                test,
                CLASSIFIER_SEED,
                steps -> bars.begin("training a classifier of " + training.name() + ", once", steps));
    }

    /** Of data without a test split, the training images. */
    private static Dataset testImages(Recipe.Data data, Dataset training) throws IOException {
        try {
            return RealData.labelled(data, Split.TEST);
        } catch (InvalidDataException missing) {
            return training;
        }
    }

    /** What is told of the classifier. */
    ClassifierInfo classifierInfo() {
        return classifier
                .map(some -> new ClassifierInfo(some.identity().sha256(), some.accuracy()))
                .orElse(ClassifierInfo.NONE);
    }

    @Override
    public void close() {
        if (classifier.isEmpty() || classifier.get() != space) {
            closeSpace();
        }
        classifier.ifPresent(Classifier::close);
    }

    private void closeSpace() {
        try {
            space.close();
        } catch (Exception failure) {
            throw new IllegalStateException("the feature space could not be closed", failure);
        }
    }
}
