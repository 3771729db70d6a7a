package org.monge.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * What matrix products and convolutions compute in. Activations are of the same type; weights, statistics,
 * losses, norms of slopes and the state of optimizers are float32 whatever this says.
 */
public enum Precision {
    /** IEEE float32, on a GPU as well. */
    FP32,
    /** float32 whose factors a GPU rounds to 11 significant bits; on a processor the same as {@link #FP32}. */
    TF32,
    /** bfloat16: float32 with 8 significant bits. Sums within one product are float32. */
    BF16;

    static {
        Engine.ensureStarted();
    }

    private static final Path LINUX_PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Pattern BFLOAT16_INSTRUCTIONS =
            Pattern.compile("^flags\\s*:.*\\b(avx512_bf16|amx_bf16)\\b", Pattern.MULTILINE);

    /**
     * The precision of this name, {@code fp32}, {@code tf32} or {@code bf16}, or {@code auto} for {@link #best}.
     *
     * @throws IllegalArgumentException if it has another name
     */
    public static Precision named(String name, Device device) {
        if (name.equals("auto")) {
            return best(device);
        }
        return Arrays.stream(values())
                .filter(precision -> precision.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<Precision> known = List.of(values());
                    return new IllegalArgumentException("precision must be auto or one of " + known + ", got " + name);
                });
    }

    /** {@link #BF16} where the device has instructions for it (elsewhere it is emulated, and slow), else {@link #FP32}. */
    public static Precision best(Device device) {
        boolean native16 = device.type() == DeviceType.CUDA
                ? torch.getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8()
                : hasBfloat16(processor());
        return native16 ? BF16 : FP32;
    }

    /** Whether Linux says so of the processor; other systems are not asked. */
    static boolean hasBfloat16(String processor) {
        return BFLOAT16_INSTRUCTIONS.matcher(processor).find();
    }

    private static String processor() {
        try {
            return Files.readString(LINUX_PROCESSOR);
        } catch (IOException elsewhere) {
            return "";
        }
    }

    /** As {@link #named} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
