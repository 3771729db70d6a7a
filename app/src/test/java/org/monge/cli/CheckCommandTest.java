package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String BATCH_NORM = "discriminator.layers[1]=batch-norm: {epsilon: 0.1, momentum: 0.1}";

    @TempDir
    private Path folder;

    @Test
    void recipeThatNothingSpeaksAgainstPasses() {
        Cli.Result result = Cli.run("check", "wgan-gp-small", "--strict");
        assertEquals(0, result.code(), result.err());
        assertEquals("wgan-gp-small can be trained" + System.lineSeparator(), result.out());
    }

    @Test
    void warningPassesUnlessStrict() {
        Cli.Result result = Cli.run("check", "wgan-gp-small", "--set", "penalty=none");
        assertEquals(0, result.code(), result.err());
        for (String part : new String[] {"warning: objective: nothing bounds", "  then ", "  instead ", "  source "}) {
            assertTrue(result.out().contains(part), result.out());
        }
        Cli.Result strict = Cli.run("check", "wgan-gp-small", "--set", "penalty=none", "--strict");
        assertEquals(2, strict.code());
        assertTrue(strict.err().contains("got 1 finding against it"), strict.err());
    }

    @Test
    void errorRefusesATrainingUnlessItIsForced() throws IOException {
        String recipe = Cli.recipe(folder).toString();
        Path run = folder.resolve("run");
        Cli.Result refused = Cli.run("train", recipe, "--out", run.toString(), "-q", "--set", BATCH_NORM);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("error: discriminator.layers: batch-norm stands"), refused.err());
        assertFalse(Files.exists(run));
        Cli.Result forced =
                Cli.run("train", recipe, "--out", run.toString(), "-q", "--set", BATCH_NORM, "--force", "--steps", "1");
        assertEquals(0, forced.code(), forced.err());
        assertEquals("", forced.err(), "quiet");
    }

    @Test
    void everyTrainingBeginsWithTheCheck() throws IOException {
        String recipe = Cli.recipe(folder).toString();
        String run = folder.resolve("run").toString();
        Cli.Result warned = Cli.run("train", recipe, "--out", run, "--set", "penalty=none", "--steps", "1");
        assertEquals(0, warned.code(), warned.err());
        assertTrue(warned.err().contains("warning: objective: nothing bounds"), warned.err());
    }
}
