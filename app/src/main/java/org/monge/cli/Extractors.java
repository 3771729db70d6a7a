package org.monge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.InvalidDataException;
import org.monge.data.Split;
import org.monge.metric.Classifier;
import org.monge.metric.Classifiers;
import org.monge.metric.FeatureSpace;
import org.monge.metric.Judge;
import org.monge.metric.OnnxFeatures;
import org.monge.metric.RandomConvolutions;
import org.monge.metric.RawValues;
import org.monge.metric.TorchScriptFeatures;
import org.monge.recipe.EvaluationSpace;
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
    private static final long CLASSIFIER_SEED = 1;

    /**
     * Opens them.
     *
     * @param space where samples are compared
     * @param data the real ones, which a classifier learns from
     * @param judged whether classes must be told apart
     */
    static Extractors open(EvaluationSpace space, Recipe.Data data, boolean judged, Bars bars) throws IOException {
        boolean classified = space instanceof EvaluationSpace.Classifier;
        if (classified && RealData.isStacked(data)) {
            throw new BadInputException(
                    "--features must be pixels, random or a file for stacked digits, got classifier");
        }
        Optional<Classifier> classifier = judged || classified ? Optional.of(classifier(data, bars)) : Optional.empty();
        try {
            Optional<Judge> judge =
                    classifier.map(some -> RealData.isStacked(data) ? Judge.ofStacked(some) : (Judge) some);
            FeatureSpace opened = classified ? classifier.orElseThrow() : withoutClassifier(space, data);
            return new Extractors(opened, classifier, judge);
        } catch (IOException | RuntimeException failure) {
            classifier.ifPresent(Classifier::close);
            throw failure;
        }
    }

    private static FeatureSpace withoutClassifier(EvaluationSpace space, Recipe.Data data) throws IOException {
        if (space instanceof EvaluationSpace.Network network) {
            Path file = Path.of(network.file());
            if (!Files.isRegularFile(file)) {
                throw new BadInputException("the features' network must be a file that exists, got " + file);
            }
            return network.file().endsWith(".onnx")
                    ? new OnnxFeatures(file, network.preparation())
                    : new TorchScriptFeatures(file, network.preparation());
        }
        return space instanceof EvaluationSpace.Random ? new RandomConvolutions(data.shape()) : new RawValues();
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

    /** SHA-256 of the space, and of the classifier if that is another. */
    List<String> hashes() {
        return Stream.concat(Stream.of(space), classifier.stream())
                .map(some -> some.identity().sha256())
                .distinct()
                .toList();
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
