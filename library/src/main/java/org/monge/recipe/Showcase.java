package org.monge.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Device;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.latent.LowResolution;
import org.monge.metric.ImageQuality;
import org.monge.network.Generator;

/**
 * What a generator is asked for when it is shown: a fixed number of starts, and labels where it is conditional, every
 * class as often as the next, in order.
 */
public final class Showcase implements AutoCloseable {
    private static final long CHUNK = 256;

    private final Tensor starts;
    private final Optional<Tensor> labels;
    private final Optional<Tensor> wanted;

    /**
     * @param count how many samples are shown
     * @param reals {@code count} real samples, drawn only for a source that starts from them
     * @param seed equal seeds ask for equal things
     */
    public Showcase(Recipe recipe, int count, Supplier<Tensor> reals, long seed) {
        this(recipe, reals, seed, inOrder(recipe, count));
    }

    /**
     * Of one class only.
     *
     * @throws IllegalArgumentException if the generator does not know it
     */
    public static Showcase ofClass(Recipe recipe, int count, Supplier<Tensor> reals, long seed, long label) {
        long classes = recipe.generator().classes().orElse(0);
        Require.that(label >= 0 && label < classes, "label", "one of the generator's " + classes + " classes", label);
        return new Showcase(recipe, reals, seed, repeated(label, count));
    }

    /** Of latents that are given, {@code (N, size)} row by row; of one class where the generator is conditional. */
    static Showcase ofLatents(float[] latents, long size, OptionalLong label) {
        long count = latents.length / size;
        Tensor starts = Scope.keeping(() -> HostTensors.floats(latents, count, size));
        return new Showcase(
                starts, label.isPresent() ? Optional.of(repeated(label.getAsLong(), count)) : Optional.empty());
    }

    private Showcase(Tensor starts, Optional<long[]> classes) {
        this.starts = starts;
        wanted = Optional.empty();
        labels = classes.map(each -> Scope.keeping(() -> HostTensors.longs(each, each.length)));
    }

    static long[] repeated(long label, long count) {
        long[] labels = new long[Math.toIntExact(count)];
        Arrays.fill(labels, label);
        return labels;
    }

    /** What the generator starts from, {@code (count, ...)}, row by row: latents, or small images. */
    public float[] starts() {
        return Scope.reading(() -> HostTensors.floats(starts));
    }

    private Showcase(Recipe recipe, Supplier<Tensor> reals, long seed, long[] classes) {
        wanted = recipe.latent() instanceof LowResolution ? Optional.of(Scope.keeping(reals)) : Optional.empty();
        try (RandomStream random = RandomStream.named("fixed-latents", seed)) {
            starts = Scope.keeping(() -> recipe.latent().draw(classes.length, wanted::orElseThrow, random));
        }
        labels = recipe.generator().classes().isPresent()
                ? Optional.of(Scope.keeping(() -> HostTensors.longs(classes, classes.length)))
                : Optional.empty();
    }

    private static long[] inOrder(Recipe recipe, int count) {
        long classes = recipe.generator().classes().orElse(1);
        return LongStream.range(0, count).map(i -> i * classes / count).toArray();
    }

    /** How many samples are shown. */
    public long count() {
        return starts.size(0);
    }

    /** What {@code generator} makes, {@code (count, ...)}, row-major. Native memory is bounded whatever the count. */
    public float[] draw(Generator generator) {
        List<float[]> chunks = new ArrayList<>();
        for (long first = 0; first < count(); first += CHUNK) {
            long from = first;
            long size = Math.min(CHUNK, count() - first);
            chunks.add(Scope.reading(() -> HostTensors.floats(generate(generator, from, size))));
        }
        float[] samples =
                new float[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
        int filled = 0;
        for (float[] chunk : chunks) {
            System.arraycopy(chunk, 0, samples, filled, chunk.length);
            filled += chunk.length;
        }
        return samples;
    }

    /** What {@code generator} makes of {@code size} starts from the one at {@code from}, in the current scope. */
    public Tensor generate(Generator generator, long from, long size) {
        Device device = generator.device();
        Generator told = labels.map(all -> generator.given(device.put(all.narrow(0, from, size))))
                .orElse(generator);
        return Scope.withoutGrad(() -> told.generate(device.put(starts.narrow(0, from, size))));
    }

    /**
     * Where images are restored: how near {@code generator} comes to the originals, beside bicubic interpolation.
     * Similarity is left out for images smaller than its window. Empty elsewhere.
     */
    public Map<String, Double> quality(Generator generator) {
        Map<String, Double> quality = new LinkedHashMap<>();
        wanted.ifPresent(originals -> Scope.scoped(() -> {
            Tensor restored = Device.CPU.put(generate(generator, 0, count()));
            long[] size = {originals.size(2), originals.size(3)};
            Tensor bicubic = torch.upsample_bicubic2d(starts, size, false)
                    .clamp_min(new Scalar(-1.0))
                    .clamp_max(new Scalar(1.0));
            quality.put("psnr", ImageQuality.psnr(restored, originals));
            quality.put("bicubic-psnr", ImageQuality.psnr(bicubic, originals));
            if (Math.min(size[0], size[1]) >= ImageQuality.WINDOW) {
                quality.put("ssim", ImageQuality.ssim(restored, originals));
                quality.put("bicubic-ssim", ImageQuality.ssim(bicubic, originals));
            }
        }));
        return quality;
    }

    @Override
    public void close() {
        starts.close();
        labels.ifPresent(Tensor::close);
        wanted.ifPresent(Tensor::close);
    }
}
