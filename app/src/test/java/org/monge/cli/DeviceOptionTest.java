package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOptionTest {
    @TempDir
    private Path folder;

    private String recipe;
    private String run;

    @BeforeEach
    void writeRecipe() throws IOException {
        recipe = Cli.recipe(folder).toString();
        run = folder.resolve("run").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "bench"})
    void aGpuThatIsNotThereIsToldInOneLine(String command) {
        assumeFalse(torch.cuda_is_available(), "there is a GPU");
        Cli.Result result = Cli.run(command, recipe, "--device", "cuda");
        assertEquals(2, result.code());
        assertTrue(result.err().startsWith("monge: --device must be cpu or auto where "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void otherNamesAreRefusedBeforeAnythingIsWritten() {
        Cli.Result device = Cli.run("train", recipe, "--out", run, "--device", "gpu");
        assertEquals("monge: --device must be auto, cpu, cuda or cuda:N, got gpu\n", device.err());
        Cli.Result precision = Cli.run("train", recipe, "--out", run, "--precision", "half");
        assertEquals("monge: --precision must be auto or one of [fp32, tf32, bf16], got half\n", precision.err());
        assertEquals(2, precision.code());
        assertFalse(Files.exists(Path.of(run)));
    }

    /** A run keeps its precision, which its numbers depend on; where it is computed may change. */
    @Test
    void aRunGoesOnInItsOwnPrecision() throws IOException {
        Cli.Result begun =
                Cli.run("train", recipe, "--out", run, "--steps", "4", "--precision", "bf16", "--device", "cpu");
        assertEquals(0, begun.code(), begun.err());
        assertTrue(begun.out().contains("device  cpu, bf16"), begun.out());
        assertTrue(info().contains("\"precision\" : \"bf16\""), info());

        Cli.Result refused = Cli.run("train", "--resume", run, "--precision", "fp32");
        assertEquals("monge: --resume goes on with the run's own recipe: it takes no --precision\n", refused.err());

        Cli.Result goneOn = Cli.run("train", "--resume", run, "--steps", "6", "--device", "cpu");
        assertEquals(0, goneOn.code(), goneOn.err());
        assertTrue(info().contains("\"precision\" : \"bf16\""), info());
        assertEquals(0, Cli.run("sample", run, "-n", "2", "--device", "cpu").code());
    }

    private String info() throws IOException {
        return Files.readString(folder.resolve("run/run.json"));
    }
}
