package org.monge.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Float32Backend;
import org.bytedeco.pytorch.global.torch.Float32Op;
import org.bytedeco.pytorch.global.torch.Float32Precision;

/**
 * Starts libtorch once per process, the way Monge needs it.
 *
 * <p>OpenBLAS and OpenMP read their settings from the environment when they are loaded. Left alone, an idle OpenBLAS
 * thread busy-waits and starves the convolutions that follow each matrix product, and OpenMP threads spin at barriers
 * while other programs want the cores. So the variables are set in this process just before the libraries load; a value
 * that the user has set stays.
 */
public final class Engine {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());

    /** Idle OpenBLAS threads give up their core after 2^4 cycles. */
    private static final Setting BLAS = new Setting("OPENBLAS_THREAD_TIMEOUT", "4");

    /**
     * Threads wait for each other in a short spin, then sleep. Without a spin, small networks lose up to a half to
     * waking up; with the default of 300,000 rounds, everybody loses as soon as another program is busy.
     */
    private static final Setting SPIN = new Setting("GOMP_SPINCOUNT", "10000");

    private static final String OTHER_SPIN = "OMP_WAIT_POLICY";

    private record Setting(String name, String value) {}

    static {
        start();
    }

    private Engine() {}

    /** Starts the engine if it is not running. Every door of this floor calls it; an extra call costs nothing. */
    public static void ensureStarted() {
        // The static initialiser has run by now.
    }

    /** The version of libtorch and its Java preset, as in {@code 2.10.0-1.5.13}. */
    public static String version() {
        return torch.class.getPackage().getImplementationVersion();
    }

    /** Threads that one operation may use. */
    public static int threads() {
        return torch.get_num_threads();
    }

    private static void start() {
        // Otherwise each allocation reads the process's memory use, and fails above four times the Java heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        putEnvironment(BLAS);
        if (System.getenv(OTHER_SPIN) == null) {
            putEnvironment(SPIN);
        }
        Loader.load(torch.class);
        if (Pointer.maxPhysicalBytes() != 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "JavaCPP was loaded before Monge, which can no longer set up memory and threads: call"
                            + " Engine.ensureStarted() first, or start the JVM with"
                            + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 and with {0}={1} {2}={3} in its environment",
                    BLAS.name(),
                    BLAS.value(),
                    SPIN.name(),
                    SPIN.value());
        }
        multiplyByOneDnn();
    }

    /**
     * Lets oneDNN, which the convolutions are of, multiply float32 matrices too, in place of OpenBLAS: with one set of threads
     * for both, and a batch of small products in parallel. libtorch's switch for it also allows rounding to bfloat16, which
     * oneDNN may do where a processor has instructions for it. There the switch is taken back.
     */
    private static void multiplyByOneDnn() {
        Context context = torch.globalContext();
        Float32Precision before = context.float32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL);
        context.setFloat32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL, Float32Precision.BF16);
        if (!keepsFloat32()) {
            context.setFloat32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL, before);
        }
    }

    /** Whether a product is exact whose factors have 13 bits, where bfloat16 has 8. */
    @SuppressWarnings("try")
    private static boolean keepsFloat32() {
        int extent = 256;
        double factor = 4097;
        try (PointerScope scope = new PointerScope()) { // Scope itself waits for the engine
            Tensor ones = torch.ones(extent, extent);
            Tensor product = ones.mul(new Scalar(factor)).mm(ones);
            return product.eq(new Scalar(extent * factor)).all().item_bool();
        }
    }

    private static void putEnvironment(Setting setting) {
        if (System.getenv(setting.name()) != null) {
            return;
        }
        try {
            if (Platform.isWindows()) {
                // Windows builds of the natives take neither variable from a running process.
                throw new UnsupportedOperationException();
            }
            Function setenv = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("setenv");
            if (setenv.invokeInt(new Object[] {setting.name(), setting.value(), 0}) != 0) {
                throw new UnsupportedOperationException();
            }
        } catch (UnsupportedOperationException | LinkageError unavailable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "training may be slow: set the environment variable {0}={1} before starting the JVM",
                    setting.name(),
                    setting.value());
        }
    }
}
