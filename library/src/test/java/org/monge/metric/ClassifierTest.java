package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.Tensors;
import org.monge.checkpoint.Safetensors;
import org.monge.data.Dataset;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;

class ClassifierTest {
    private static final Dataset TRAINING = BrightSpots.dataset(300, 1);
    private static final Dataset WRONG_SIXTHS = BrightSpots.dataset(300, 1, i -> i % 6 == 5);
    private static final Dataset TEST = BrightSpots.dataset(400, 2);

    @TempDir
    private static Path folder;

    private static Classifier trained;

    @BeforeAll
    static void train() {
        trained = Classifier.train(TRAINING, TEST, 7, shown -> {});
    }

    private static double[] probabilities(Classifier classifier) {
        return FeatureSpace.collect(SampleSet.of(TEST), classifier::probabilities)
                .values();
    }

    @Test
    void itLearnsWhatCanBeLearnt() {
        assertTrue(trained.accuracy() > 0.97, "accuracy " + trained.accuracy());
        assertTrue(trained.accuracy() <= 1);
    }

    @Test
    void accuracyIsTheShareOfLabelsThatItFinds() {
        int[] found = ClassProbabilities.mostProbable(FeatureSpace.collect(SampleSet.of(TEST), trained::probabilities));
        int right = 0;
        for (int i = 0; i < found.length; i++) {
            right += found[i] == TEST.label(i) ? 1 : 0;
        }
        assertEquals(right / 400.0, trained.accuracy());
    }

    @Test
    void probabilitiesAreThoseOfTheFeatures() {
        Scope.scoped(() -> {
            Tensor images = TEST.images(0, 1, 2);
            Tensor features = trained.features(images);
            assertEquals(List.of(3L, 128L), List.of(features.size(0), features.size(1)));
            double[] probabilities = Tensors.values(trained.probabilities(images));
            assertArrayEquals(Tensors.values(trained.probabilitiesOf(features)), probabilities);
            assertEquals(1, probabilities[0] + probabilities[1] + probabilities[2], 1e-6);
        });
    }

    @Test
    void equalSeedsGiveEqualClassifiers() {
        try (Classifier same = Classifier.train(TRAINING, TEST, 7, shown -> {});
                Classifier other = Classifier.train(TRAINING, TEST, 8, shown -> {})) {
            assertEquals(trained.identity(), same.identity());
            assertArrayEquals(probabilities(trained), probabilities(same));
            assertNotEquals(trained.identity(), other.identity());
        }
    }

    @Test
    void aFileHoldsAllOfIt() throws IOException {
        Path file = folder.resolve("kept.safetensors");
        trained.save(file);
        try (Classifier read = Classifier.load(file, Shape.of(1, 8, 8), 3)) {
            assertEquals(trained.identity(), read.identity());
            assertEquals(trained.accuracy(), read.accuracy());
            assertArrayEquals(probabilities(trained), probabilities(read));
        }
    }

    /** Of the bytes in its file, which are row-major, whatever the layout in memory. */
    @Test
    void itsHashIsThatOfItsFile() throws IOException {
        Path file = folder.resolve("hashed.safetensors");
        trained.save(file);
        MessageDigest digest = Sha256.digest();
        Map<String, Tensor> read = new TreeMap<>(Safetensors.open(file).read());
        for (String part : List.of("body.", "head.")) {
            read.forEach((name, tensor) -> {
                if (name.startsWith(part)) {
                    String shape = Arrays.toString(Tensors.shape(tensor));
                    String line = name.substring(part.length()) + " " + shape + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    digest.update(HostTensors.buffer(tensor));
                }
            });
        }
        read.values().forEach(Tensor::close);
        String hash = HexFormat.of().formatHex(digest.digest());
        assertEquals(new FeatureSpace.Identity("classifier", hash, "none"), trained.identity());
    }

    @Test
    void anySizeWillDo() {
        for (Shape shape : List.of(Shape.of(3, 5, 5), Shape.of(1, 28, 28), Shape.of(3, 64, 64))) {
            byte[] pixels = new byte[(int) shape.size() * 4];
            Dataset few = new Dataset("few", "test", shape, pixels, new int[] {0, 1, 0, 1}, List.of("a", "b"));
            try (Classifier classifier = Classifier.train(few, few, 1, shown -> {})) {
                assertEquals(128, classifier.of(SampleSet.of(few)).dimension());
            }
        }
    }

    @Test
    void nothingNativeIsLeftOfATrainingThatFails() {
        IntConsumer failing = shown -> {
            throw new IllegalStateException("stopped");
        };
        Tensors.assertNothingNativeIsLeft(
                () -> assertThrows(IllegalStateException.class, () -> Classifier.train(TRAINING, TEST, 7, failing)));
    }

    @Test
    void imagesWithoutLabelsAreRefused() {
        Dataset bare = new Dataset("bare", "test", Shape.of(1, 2, 2), new byte[8], new int[0], List.of());
        Samples.assertRefused(
                "bare must be labelled with two classes or more for a classifier, got no labels",
                () -> new Classifiers(folder).of(bare, bare, 1, steps -> shown -> {}));
    }

    @Test
    void itIsTrainedOnceAndKept() throws IOException {
        Path cache = folder.resolve("cache");
        Classifiers classifiers = new Classifiers(cache);
        FeatureSpace.Identity first;
        try (Classifier classifier = classifiers.of(TRAINING, TEST, 1, steps -> shown -> {})) {
            first = classifier.identity();
        }
        try (Classifier again = classifiers.of(TRAINING, TEST, 1, steps -> {
            throw new AssertionError("trained twice");
        })) {
            assertEquals(first, again.identity());
        }
        classifiers.of(TRAINING, TEST, 2, steps -> shown -> {}).close();
        try (Stream<Path> files = Files.list(cache)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void everySixthImageIsHeldOutWhereThereIsNoTestSplit() throws IOException {
        try (Classifier classifier =
                new Classifiers(folder.resolve("held")).of(WRONG_SIXTHS, WRONG_SIXTHS, 1, steps -> shown -> {})) {
            assertTrue(classifier.accuracy() < 0.1, () -> "accuracy: " + classifier.accuracy());
        }
    }

    @Test
    void stackedDigitsAreJudgedTogether() {
        Judge digits = images -> images.flatten(1, -1).softmax(1); // two pixels, two classes
        Scope.scoped(() -> {
            Tensor images = HostTensors.floats(new float[] {0, 50, 50, 0, 0, 50, 50, 0, 50, 0, 50, 0}, 2, 3, 1, 2);
            double[] modes = Tensors.values(Judge.ofStacked(digits).probabilities(images)); // (2, 8)
            double[] wanted = new double[16];
            wanted[0b101] = 1; // digits 1, 0, 1
            wanted[8] = 1; // 0, 0, 0
            assertArrayEquals(wanted, modes, 1e-12);
        });
    }
}
