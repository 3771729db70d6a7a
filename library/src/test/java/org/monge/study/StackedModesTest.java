package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.StackedDigits;
import org.monge.engine.Shape;
import org.monge.metric.Judge;
import org.monge.network.Dcgan;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipes;

class StackedModesTest {
    private static final int PIXELS = 32 * 32;

    /** Digit d is grey throughout, 25 d of 255. */
    private static StackedDigits greys() {
        byte[] pixels = new byte[10 * PIXELS];
        int[] labels = new int[10];
        for (int digit = 0; digit < 10; digit++) {
            Arrays.fill(pixels, digit * PIXELS, (digit + 1) * PIXELS, (byte) (25 * digit));
            labels[digit] = digit;
        }
        return new StackedDigits(new Dataset("greys", "memory", Shape.of(1, 32, 32), pixels, labels, List.of()));
    }

    /** The digit whose grey is nearest to the mean. */
    private static final Judge BY_GREY = images -> {
        Tensor level = images.flatten(1, -1)
                .mean(new long[] {1}, true, new ScalarTypeOptional())
                .add(new Scalar(1.0))
                .mul(new Scalar(127.5 / 25)); // (N, 1)
        Tensor digits = torch.arange(new Scalar(10), new TensorOptions(ScalarType.Float));
        return level.sub(digits).square().neg().softmax(1);
    };

    @Test
    void theDataHaveManyModesAndAGeneratorOfOneStepFew() {
        List<String> told = new ArrayList<>();
        List<String> games = List.of("GAN", "PacGAN2", "WGAN-GP");
        List<Map<String, Object>> rows = new StackedModes(greys(), BY_GREY, 1000, 4, 1).rows(games, 1, told::add);
        assertEquals(4, rows.size());
        double data = (Double) rows.get(0).get("modes");
        // of 1,000 equal modes, 1,000 draws find 1,000 (1 - 1 / e) = 632 with a deviation of 10
        assertEquals(632, data, 50);
        for (Map<String, Object> row : rows.subList(1, rows.size())) {
            assertTrue((Double) row.get("modes") < 100, row::toString);
        }
        assertEquals(3, told.size());
    }

    @Test
    void ofFullWidthTheNetworksAreTheRecipes() {
        Recipe recipe = Recipes.load("stacked-mnist", List.of());
        assertEquals(recipe.generator(), Dcgan.generator(32, 3, 64));
        assertEquals(recipe.discriminator(), Dcgan.discriminator(32, 64));
    }

    @Test
    void withoutMnistOneLineSaysSo(@TempDir Path home) {
        List<String> told = new ArrayList<>();
        Datasets none = new Datasets(Map.of(), home, home, StackedModes.class.getClassLoader());
        Object instead = StackedModes.table(none, Effort.FULL, 1, told::add);
        assertEquals(1, told.size());
        assertTrue(instead.toString().startsWith("left out: MNIST must be on this machine"), instead::toString);
    }
}
