package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.data.SampleSource;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;

class RealDataTest {
    @TempDir
    private Path folder;

    private Recipe on(Path data) throws IOException {
        Recipe tiny = Recipes.load(Cli.recipe(folder).toString(), List.of());
        return RunData.withImagesAt(data, tiny);
    }

    @Test
    void theTestSplitIsHeldOut() throws IOException {
        Path digits = Cli.digits(folder.resolve("digits"));
        Files.copy(Cli.images(folder, 3), digits.resolve("t10k-images-idx3-ubyte"));
        Files.copy(digits.resolve("train-labels-idx1-ubyte"), digits.resolve("t10k-labels-idx1-ubyte"));
        SampleSource training = RunData.open(on(digits));
        SampleSource real = RealData.heldOut(on(digits), training).samples();
        assertNotEquals(training.sha256(), real.sha256());
        assertEquals(50, real.count());
    }

    @Test
    void whereThereIsNoneTheTrainingDataIsTaken() throws IOException {
        for (Path data : List.of(Cli.images(folder, 4), Cli.digits(folder.resolve("half")))) {
            SampleSource training = RunData.open(on(data));
            assertSame(training, RealData.heldOut(on(data), training).samples());
        }
    }
}
