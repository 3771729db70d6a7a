package org.monge.cli;

import java.io.IOException;
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
import org.monge.report.Evaluation.ClassifierInfo;

/**
 * What looks at samples for an evaluation.
 *
 * @param space where they are compared
 * @param classifier of the real data, where one is needed
 * @param judge of classes, where one is needed
 */
record Extractors(FeatureSpace space, Optional<Classifier> classifier, Optional<Judge> judge) implements AutoCloseable {
    private static final long CLASSIFIER_SEED = 1;

    /**
     * Opens them.
     *
     * @param judged whether classes must be told apart
     */
    static Extractors open(FeatureOptions options, RealData real, boolean judged, Bars bars) throws IOException {
        String word = options.space == null ? standard(real) : options.space;
        boolean named = word.equals(FeatureOptions.CLASSIFIER) || word.equals("pixels") || word.equals("random");
        if (named || options.space == null) {
            options.requireNoPreparation();
        }
        if (word.equals(FeatureOptions.CLASSIFIER) && real.isStacked()) {
            throw new BadInputException("--features must be pixels, random or a file for stacked digits, got " + word);
        }
        Optional<Classifier> classifier = judged || word.equals(FeatureOptions.CLASSIFIER)
                ? Optional.of(classifier(real, bars))
                : Optional.empty();
        try {
            FeatureSpace space =
                    switch (word) {
                        case FeatureOptions.CLASSIFIER -> classifier.orElseThrow();
                        case "pixels" -> new RawValues();
                        case "random" -> new RandomConvolutions(real.samples().shape());
                        default -> options.ofFile();
                    };
            Optional<Judge> judge = classifier.map(some -> real.isStacked() ? Judge.ofStacked(some) : (Judge) some);
            return new Extractors(space, classifier, judge);
        } catch (IOException | RuntimeException failure) {
            classifier.ifPresent(Classifier::close);
            throw failure;
        }
    }

    private static String standard(RealData real) {
        if (!real.allows().images()) {
            return "pixels";
        }
        return real.allows().labelled() && !real.isStacked() ? FeatureOptions.CLASSIFIER : "random";
    }

    private static Classifier classifier(RealData real, Bars bars) throws IOException {
        Dataset training = real.labelled(Split.TRAIN);
        Dataset test = testImages(real, training);
        Classifiers kept = new Classifiers(Datasets.ofThisMachine().cacheFolder("classifiers"));
        return kept.of(
                training,
                test,
                CLASSIFIER_SEED,
                steps -> bars.begin("training a classifier of " + training.name() + ", once", steps));
    }

    /** Of data without a test split, the training images. */
    private static Dataset testImages(RealData real, Dataset training) throws IOException {
        try {
            return real.labelled(Split.TEST);
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
