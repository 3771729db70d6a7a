package org.monge.engine;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One independent stream of random numbers, whose position is part of a checkpoint. A run draws each kind of randomness
 * (weights, latents, mixing coefficients, ...) from a stream of its own, so that changing how much one consumes leaves
 * the others alone.
 *
 * <p>Numbers are drawn on the processor and handed over to a device, so that they are the same on every device.
 */
public final class RandomStream implements Stateful, AutoCloseable {
    static {
        Engine.ensureStarted();
    }

    private final Generator generator;
    private final GeneratorOptional optional;
    private final Device device;

    /** The stream that belongs to {@code seed}: equal seeds give equal numbers. */
    public RandomStream(long seed) {
        this(seed, Device.CPU);
    }

    /** The same numbers, in tensors on {@code device}. */
    public RandomStream(long seed, Device device) {
        this.device = device;
        generator = torch.make_generator_cpu(seed);
        optional = new GeneratorOptional(generator);
    }

    /** The stream named {@code name} of a run with this {@code seed}; different names give unrelated streams. */
    public static RandomStream named(String name, long seed) {
        return named(name, seed, Device.CPU);
    }

    /** The same numbers, in tensors on {@code device}. */
    public static RandomStream named(String name, long seed, Device device) {
        return new RandomStream(mix(seed, name), device);
    }

    /** A seed for the purpose {@code name} of a run with this {@code seed}. */
    public static long mix(long seed, String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        long z = seed + crc.getValue() * 0x9E3779B97F4A7C15L; // SplitMix64's increment and finaliser
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number uniform in 0..{@code bound}-1, by arithmetic that no version of Java changes; {@code bound} is at most 2^31. */
    public static int below(long bound, SplittableRandom random) {
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }

    /** Standard normal numbers in a tensor of this shape and type. */
    public Tensor normal(ScalarType type, long... shape) {
        return device.put(torch.randn(shape, optional, new TensorOptions(type)));
    }

    /** Numbers uniform in [0, 1) in a tensor of this shape and type. */
    public Tensor uniform(ScalarType type, long... shape) {
        return device.put(torch.rand(shape, optional, new TensorOptions(type)));
    }

    @Override
    public void describe(State state) {
        state.bytes(
                "random",
                () -> Scope.reading(() -> HostTensors.bytes(generator.get_state())),
                bytes -> Scope.scoped(() -> generator.set_state(HostTensors.bytes(bytes, bytes.length))));
    }

    @Override
    public void close() {
        optional.close();
        generator.close();
    }
}
