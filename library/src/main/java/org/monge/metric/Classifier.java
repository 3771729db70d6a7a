package org.monge.metric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.checkpoint.StateDict;
import org.monge.data.Batch;
import org.monge.data.Batches;
import org.monge.data.Dataset;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.engine.Stateful;
import org.monge.network.Activations;
import org.monge.network.Architecture;
import org.monge.network.Convolutions;
import org.monge.network.DenseLayers;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Normalizations;
import org.monge.network.Sequential;
import org.monge.network.Shapes;
import org.monge.optimize.AdamW;
import org.monge.optimize.Descent;
import org.monge.optimize.Optimizer;

/**
 * A small convolutional network that tells the classes of a labelled dataset apart. Its features are the 128 activations
 * before the last layer; its probabilities say what it takes an image for.
 */
public final class Classifier implements FeatureSpace, Judge, Stateful {
    private static final int BATCH = 128;
    private static final long IMAGES_SHOWN = 180_000;
    private static final long MOST_PASSES = 60;
    private static final double WARM_UP = 0.3;
    private static final Optimizer OPTIMIZER = new AdamW(4e-3, 0.9, 0.99, 1e-8, 0.05);
    private static final long FEATURES = 128;
    private static final long SMALL = 8;

    private final Sequential body;
    private final Sequential head;
    private long right;
    private long judged;
    private String hash;

    private Classifier(Shape images, int classes, long seed) {
        try (RandomStream random = RandomStream.named("classifier", seed)) {
            body = body(images).build(images, random);
            head = head(classes).build(Shape.of(FEATURES), random);
        }
    }

    /** Convolutions that halve the image until it is small, whatever its size. */
    private static Architecture body(Shape images) {
        List<Layer> layers = new ArrayList<>(block(32, 5, 2));
        layers.addAll(block(64, 3, 1));
        for (long side = halved(Math.max(images.get(1), images.get(2))); side > SMALL; side = halved(side)) {
            layers.addAll(block(96, 3, 2));
        }
        layers.addAll(List.of(new Shapes.Flatten(), new DenseLayers.Dense(FEATURES, true), new Activations.Relu()));
        return new Architecture(new Initializer.TorchDefault(), layers);
    }

    private static long halved(long side) {
        return (side + 1) / 2;
    }

    private static List<Layer> block(long filters, long kernel, long stride) {
        return List.of(
                new Convolutions.Convolution(filters, kernel, stride, kernel / 2, false),
                new Normalizations.BatchNorm(1e-5, 0.1),
                new Activations.Relu());
    }

    private static Architecture head(int classes) {
        return new Architecture(new Initializer.TorchDefault(), List.of(new DenseLayers.Dense(classes, true)));
    }

    /**
     * Trains a classifier. Equal data and seeds give equal classifiers on one machine.
     *
     * @param training labelled images of two classes or more
     * @param test images of the same shape that its accuracy is told of
     * @param progress hears how many of {@link #steps} have been made
     * @throws IllegalArgumentException if the images have no labels, or differ in shape
     */
    public static Classifier train(Dataset training, Dataset test, long seed, IntConsumer progress) {
        requireLabels(training);
        requireLabels(test);
        Require.that(
                test.shape().equals(training.shape()),
                "shape of test images",
                training.shape().toString(),
                test.shape());
        Classifier classifier = new Classifier(training.shape(), training.labelledClasses(), seed);
        try {
            classifier.learn(training, seed, progress);
            classifier.judge(test);
        } catch (RuntimeException failure) {
            classifier.close();
            throw failure;
        }
        return classifier;
    }

    /**
     * Reads a classifier that {@link #save} has written.
     *
     * @param images the shape that it was trained for
     * @throws IOException naming the file, if it cannot be read or holds something else
     */
    public static Classifier load(Path file, Shape images, int classes) throws IOException {
        Classifier classifier = new Classifier(images, classes, 0);
        try {
            StateDict.importInto(classifier, file);
        } catch (IOException | RuntimeException unfit) {
            classifier.close();
            throw unfit;
        }
        return classifier;
    }

    /** Writes this classifier, whole or not at all. */
    public void save(Path file) throws IOException {
        StateDict.export(this, file);
    }

    /** How many batches it learns from: three times the 60,000 images of MNIST, and each image sixty times at most. */
    public static int steps(Dataset training) {
        return (int) (Math.min(IMAGES_SHOWN, MOST_PASSES * training.count()) / batch(training));
    }

    private static int batch(Dataset training) {
        return (int) Math.min(BATCH, training.count());
    }

    static void requireLabels(Dataset images) {
        String rule = "labelled with two classes or more for a classifier";
        int classes = images.labelledClasses();
        Require.that(classes >= 2, images.name(), rule, classes == 0 ? "no labels" : "one class");
    }

    /** All that determines a classifier beside the machine, in words. */
    static String plan(Dataset training, Dataset test, long seed) {
        return String.join(
                "\n",
                body(training.shape()).toString(),
                head(training.labelledClasses()).toString(),
                OPTIMIZER + " for " + steps(training) + " batches of " + batch(training),
                training.sha256(),
                test.sha256(),
                Long.toString(seed));
    }

    private void learn(Dataset training, long seed, IntConsumer progress) {
        int steps = steps(training);
        try (TensorVector parameters = new TensorVector();
                Batches batches = training.stream(batch(training), seed)) {
            for (TensorVector part : List.of(body.parameters(), head.parameters())) {
                for (long i = 0; i < part.size(); i++) {
                    parameters.push_back(part.get(i));
                }
            }
            try (Descent descent = OPTIMIZER.over(parameters)) {
                for (int step = 0; step < steps; step++) {
                    double factor = factor((step + 1.0) / steps);
                    Scope.scoped(() -> {
                        Batch shown = batches.next();
                        Tensor logits = head.score(body.score(shown.samples(), Mode.TRAINING), Mode.TRAINING);
                        descent.minimize(
                                torch.cross_entropy_loss(logits, shown.labels().orElseThrow()), factor);
                    });
                    progress.accept(step + 1);
                }
            }
        }
    }

    /** Up and down again in straight lines: Smith and Topin (2019), one cycle. */
    private static double factor(double done) {
        return done < WARM_UP ? done / WARM_UP : Math.max((1 - done) / (1 - WARM_UP), 1e-3);
    }

    private void judge(Dataset test) {
        int[] first = {0};
        SampleSet.of(test).forEach(images -> {
            long[] labels = new long[(int) images.size(0)];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = test.label(first[0] + i);
            }
            Tensor wanted = HostTensors.longs(labels, labels.length);
            Tensor found = probabilities(images).argmax(new LongOptional(1), false);
            right += found.eq(wanted).sum().item_long();
            first[0] += labels.length;
        });
        judged = test.count();
    }

    /** The share of test images that it took for what they are. */
    public double accuracy() {
        return (double) right / judged;
    }

    @Override
    public synchronized Identity identity() {
        if (hash == null) {
            hash = weightsHash();
        }
        return new Identity("classifier", hash, "none");
    }

    private String weightsHash() {
        MessageDigest digest = Sha256.digest();
        List.of(body, head).forEach(part -> new TreeMap<>(part.tensors()).forEach((name, tensor) -> {
            digest.update(
                    (name + " " + Arrays.toString(tensor.sizes().vec().get()) + "\n").getBytes(StandardCharsets.UTF_8));
            Scope.scoped(() -> digest.update(HostTensors.buffer(tensor.contiguous())));
        }));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public Tensor features(Tensor samples) {
        return body.score(samples, Mode.EVALUATION);
    }

    @Override
    public Tensor probabilities(Tensor samples) {
        return probabilitiesOf(features(samples));
    }

    /** Class probabilities {@code (N, classes)} of samples with these {@link #features}. */
    Tensor probabilitiesOf(Tensor features) {
        return head.score(features, Mode.EVALUATION).softmax(1);
    }

    @Override
    public void describe(State state) {
        state.part("body", body);
        state.part("head", head);
        state.number("right", () -> right, value -> right = value);
        state.number("judged", () -> judged, value -> judged = value);
    }

    @Override
    public void close() {
        body.close();
        head.close();
    }
}
