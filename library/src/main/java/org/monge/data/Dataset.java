package org.monge.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;

/** Labelled or unlabelled images, one byte a value, in host memory or, where they are too many, in a temporary file. */
public final class Dataset implements SampleSource {
    private final String name;
    private final String source;
    private final Shape shape;
    private final Pixels pixels;
    private final int[] labels;
    private final List<String> classes;
    private String hash = "";

    /**
     * Takes over the arrays, which must not change afterwards.
     *
     * @param name what it is, for people: {@code fashion-mnist}, or a path
     * @param source where it was found, for people: a folder, a file, or {@code embedded}
     * @param shape of one image: channels, height, width
     * @param pixels every image in turn, channels first, row by row; 0 is black
     * @param labels the class of each image, as an index into {@code classes}; empty where there are none
     * @param classes the names of the classes; empty where there are no labels
     * @throws IllegalArgumentException if the parts do not fit each other, or there is no image
     */
    public Dataset(String name, String source, Shape shape, byte[] pixels, int[] labels, List<String> classes) {
        this(name, source, shape, checked(pixels, shape), labels, classes);
    }

    private static Pixels checked(byte[] pixels, Shape shape) {
        boolean whole = pixels.length > 0 && pixels.length % shape.size() == 0;
        Require.that(whole, "pixels", "one or more images of " + shape.size() + " values", pixels.length);
        return Pixels.of(pixels, (int) shape.size());
    }

    /** The same with images that may lie in a file. */
    Dataset(String name, String source, Shape shape, Pixels pixels, int[] labels, List<String> classes) {
        Require.that(shape.rank() == 3, "shape", "channels, height and width", shape);
        int count = pixels.count();
        Require.that(labels.length == 0 || labels.length == count, "labels", "none or " + count, labels.length);
        this.name = name;
        this.source = source;
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classes = List.copyOf(classes);
    }

    /** The same images, said to be found elsewhere. */
    Dataset from(String elsewhere) {
        return new Dataset(name, elsewhere, shape, pixels, labels, classes);
    }

    /**
     * A dataset of the images at {@code indices}, in this order, which shares their memory.
     *
     * @throws IllegalArgumentException if there is none, or one is not among these images
     */
    public Dataset select(int... indices) {
        Require.that(indices.length > 0, "indices", "at least one", "none");
        for (int index : indices) {
            Require.that(index >= 0 && index < count(), "index", "from 0 to " + (count() - 1), index);
        }
        int[] chosen =
                isLabelled() ? IntStream.of(indices).map(index -> labels[index]).toArray() : labels;
        return new Dataset(name, source, shape, new Pixels.Chosen(pixels, indices.clone()), chosen, classes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long count() {
        return pixels.count();
    }

    /** A {@link Batches}. */
    @Override
    public Batches stream(int batchSize, long seed) {
        return new Batches(this, batchSize, seed);
    }

    @Override
    public int labelledClasses() {
        return IntStream.of(labels).max().orElse(-1) + 1;
    }

    /** Whether each image has a class. */
    public boolean isLabelled() {
        return labels.length > 0;
    }

    /** The class of image {@code index}, as an index into {@link #classes}. */
    public int label(int index) {
        return labels[index];
    }

    public List<String> classes() {
        return classes;
    }

    /**
     * Copies of the images at {@code indices}, {@code (N, C, H, W)}, float in [-1, 1]; the tensor belongs to the current
     * scope.
     */
    public Tensor images(int... indices) {
        byte[] chosen = new byte[Math.multiplyExact(indices.length, (int) shape.size())];
        ByteBuffer target = ByteBuffer.wrap(chosen);
        for (int index : indices) {
            copy(index, target);
        }
        return normalized(HostTensors.bytes(chosen, shape.batch(indices.length)));
    }

    /** Appends the bytes of image {@code index}. */
    void copy(int index, ByteBuffer target) {
        pixels.copy(index, target);
    }

    /** Classes that are called by their numbers, up to the highest label. */
    static List<String> numbered(int[] labels) {
        int classes = IntStream.of(labels).max().orElse(-1) + 1;
        return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }

    /** Bytes from 0 to 255 as floats x / 127.5 - 1. */
    static Tensor normalized(Tensor bytes) {
        Tensor floats = bytes.to(ScalarType.Float);
        floats.div_(new Scalar(127.5));
        floats.sub_(new Scalar(1.0));
        return floats;
    }

    /** Over shape, pixels and labels, in hexadecimal. */
    @Override
    public synchronized String sha256() {
        if (hash.isEmpty()) {
            MessageDigest digest = Sha256.digest();
            digest.update((shape + " " + labels.length + "\n").getBytes(StandardCharsets.US_ASCII));
            ByteBuffer image = ByteBuffer.allocate((int) shape.size());
            for (int i = 0; i < pixels.count(); i++) {
                pixels.copy(i, image.clear());
                digest.update(image.flip());
            }
            ByteBuffer numbers = ByteBuffer.allocate(4 * labels.length);
            numbers.asIntBuffer().put(labels);
            digest.update(numbers);
            hash = HexFormat.of().formatHex(digest.digest());
        }
        return hash;
    }
}
