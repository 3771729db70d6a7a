package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Float32Backend;
import org.bytedeco.pytorch.global.torch.Float32Op;
import org.bytedeco.pytorch.global.torch.Float32Precision;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine does to a process, seen in processes of their own. */
class EngineTest {
    private static final String WARNING = "JavaCPP was loaded before Monge";

    /** Starts the engine, with or without JavaCPP before it, and prints what native code sees. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                Loader.load(torch.class);
            }
            Engine.ensureStarted();
            System.out.println("OPENBLAS_THREAD_TIMEOUT=" + getenv("OPENBLAS_THREAD_TIMEOUT"));
            System.out.println("OMP_WAIT_POLICY=" + getenv("OMP_WAIT_POLICY"));
            System.out.println("GOMP_SPINCOUNT=" + getenv("GOMP_SPINCOUNT"));
            System.out.println("maxPhysicalBytes=" + Pointer.maxPhysicalBytes());
        }

        private static String getenv(String name) {
            Function getenv = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("getenv");
            return getenv.invokeString(new Object[] {name}, false);
        }
    }

    @Test
    void nativeCodeSeesBothVariablesAndNothingIsSaid() throws Exception {
        assumeFalse(Platform.isWindows(), "there the launcher sets them");
        String output = child(Map.of());
        assertTrue(output.contains("OPENBLAS_THREAD_TIMEOUT=4\n"), output);
        assertTrue(output.contains("GOMP_SPINCOUNT=10000\n"), output);
        assertTrue(output.contains("maxPhysicalBytes=0\n"), output);
        assertFalse(output.contains("WARNING"), output);
    }

    @Test
    void librariesReadTheVariablesAfterTheyAreSet() throws Exception {
        assumeFalse(Platform.isWindows() || Platform.isMac(), "another OpenMP");
        String output = child(Map.of("OMP_DISPLAY_ENV", "VERBOSE"));
        assertTrue(output.contains("GOMP_SPINCOUNT = '10000'"), output);
    }

    @Test
    void valuesOfTheUserStay() throws Exception {
        assumeFalse(Platform.isWindows(), "there the launcher sets them");
        String output = child(Map.of("OPENBLAS_THREAD_TIMEOUT", "20", "OMP_WAIT_POLICY", "ACTIVE"));
        assertTrue(output.contains("OPENBLAS_THREAD_TIMEOUT=20\n"), output);
        assertTrue(output.contains("OMP_WAIT_POLICY=ACTIVE\n"), output);
        assertTrue(output.contains("GOMP_SPINCOUNT=null\n"), output);
        assertFalse(output.contains("WARNING"), output);
    }

    @Test
    void javaCppLoadedFirstIsToldOnceAndHowToMendIt() throws Exception {
        String output = child(Map.of(), "javacpp first");
        assertEquals(1, output.split(Pattern.quote(WARNING), -1).length - 1, output);
        for (String cure : List.of(
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0", "OPENBLAS_THREAD_TIMEOUT=4", "GOMP_SPINCOUNT=10000")) {
            assertTrue(output.contains(cure + " "), output);
        }
        assertFalse(output.contains("maxPhysicalBytes=0\n"), output);
    }

    @Test
    void versionIsThatOfThePreset() {
        assertTrue(Engine.version().matches("\\d+\\.\\d+\\.\\d+-\\d+\\.\\d+\\.\\d+"), Engine::version);
        assertTrue(Engine.threads() >= 1);
    }

    /** Of 24 bits, whoever multiplies: rounded to bfloat16, factors would be off by 2^-9, and products by about as much. */
    @ParameterizedTest
    @CsvSource({"1, 3, 5, 7", "1, 256, 512, 512", "14, 16, 40, 1280", "64, 8, 20, 33"})
    void productsOfFloat32KeepTheirDigits(long batch, long rows, long terms, long columns) {
        Engine.ensureStarted();
        double error = error(batch, rows, terms, columns);
        assertTrue(error < 1e-6, () -> "off by " + error);
    }

    @Test
    void oneDnnMultipliesWhereverItKeepsFloat32() {
        Engine.ensureStarted();
        Context context = torch.globalContext();
        Float32Precision left = context.float32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL);
        context.setFloat32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL, Float32Precision.BF16);
        boolean keeps = error(1, 256, 512, 512) < 1e-6;
        context.setFloat32Precision(Float32Backend.MKLDNN, Float32Op.MATMUL, left);
        assertEquals(keeps, left.intern() == Float32Precision.BF16);
    }

    /** Of products of normal numbers, relative to the norm of them all. */
    private static double error(long batch, long rows, long terms, long columns) {
        return Scope.reading(() -> {
            Tensor a = torch.randn(batch, rows, terms);
            Tensor b = torch.randn(batch, terms, columns);
            Tensor exact = a.to(ScalarType.Double).bmm(b.to(ScalarType.Double));
            return a.bmm(b).sub(exact).norm().item_double() / exact.norm().item_double();
        });
    }

    private static String child(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(Child.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(List.of("OPENBLAS_THREAD_TIMEOUT", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.replace(System.lineSeparator(), "\n");
    }
}
