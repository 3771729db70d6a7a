package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Dcgan;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Layer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Normalizations.LayerNorm;
import org.monge.network.Sequential;
import org.monge.network.Shapes.Flatten;

/** The networks of the named recipes, by what their papers and their papers' code tell of them. */
class NamedNetworksTest {
    /**
     * Of the code of WGAN: its generator of dense layers and its DCGAN critic; of the code of WGAN-GP: the networks for
     * MNIST and the residual ones for CIFAR-10.
     */
    @ParameterizedTest
    @CsvSource({"wgan-mlp, 6880768, 2765568", "wgan-gp-mnist, 1554177, 1030145", "wgan-gp-resnet-32, 1204483, 1053825"})
    void parametersCountAsInThePapersCode(String name, long generator, long discriminator) {
        Recipe recipe = Recipes.named(name);
        assertEquals(generator, generated(recipe));
        assertEquals(discriminator, scored(recipe));
    }

    /** By hand, from the tutorial's class WGAN: its second convolution has DIM filters, not 2*DIM. */
    @Test
    void wganOfTheTutorialHasANarrowerGeneratorThanItsWganGp() {
        Recipe recipe = Recipes.named("wgan-fashion");
        long dense = 128 * 8192 + 8192;
        long convolutions = 512 * 25 * 256 + 256 + 256 * 25 * 128 + 128 + 128 * 25 + 1;
        assertEquals(dense + convolutions + 2 * (8192 + 256 + 128), generated(recipe));
    }

    /** Each line beside that of the tutorial's {@code build_critic}; without a norm after the first convolution. */
    @Test
    void criticOfTheTutorialsWganHasBiasesAndBatchNorm() {
        BatchNorm batchNorm = new BatchNorm(1e-3, 0.01); // Keras' defaults
        LeakyRelu leakyRelu = new LeakyRelu(0.2);
        List<Layer> layers = List.of(
                new Convolution(128, 5, 2, 2, true), // Conv2D(1*DIM, 5, strides=2, padding='same')
                leakyRelu,
                new Convolution(256, 5, 2, 2, true), // Conv2D(2*DIM, ...)
                batchNorm,
                leakyRelu,
                new Convolution(512, 5, 2, 2, true), // Conv2D(4*DIM, ...)
                batchNorm,
                leakyRelu,
                new Flatten(),
                new Dense(1, true));
        assertEquals(layers, Recipes.named("wgan-fashion").discriminator().layers());
    }

    @Test
    void dcganRecipesAreWhatTheLibraryBuilds() {
        Recipe paper = Recipes.named("dcgan-64");
        assertEquals(Dcgan.generator(64, 3, 128), paper.generator());
        assertEquals(Dcgan.discriminator(64, 128), paper.discriminator());
        Recipe fashion = Recipes.named("dcgan-fashion");
        assertEquals(Dcgan.generator(32, 1, 64), fashion.generator());
        assertEquals(Dcgan.discriminator(32, 64), fashion.discriminator());
    }

    @Test
    void layerNormRecipeIsTheSmallOneButForItsNorms() {
        Recipe small = Recipes.named("wgan-gp-small");
        Recipe normed = Recipes.named("wgan-gp-layernorm");
        assertEquals(small.generator(), normed.generator());
        assertEquals(small.training(), normed.training());
        List<Layer> layers = new ArrayList<>(normed.discriminator().layers());
        layers.removeIf(layer -> layer.equals(new LayerNorm(LayerNorm.Affine.PER_CHANNEL, 1e-5)));
        assertEquals(small.discriminator().layers(), layers);
        assertEquals(scored(small) + 2 * 32 + 2 * 256, scored(normed));
    }

    /** Forth and back through the deepest networks: a block's names and shapes fit its tensors. */
    @Test
    void residualNetworksRun() {
        Recipe recipe = Recipes.named("wgan-gp-resnet-32");
        Scope.scoped(() -> {
            RandomStream random = new RandomStream(1);
            try (Sequential generator = recipe.generator().build(Shape.of(128), random);
                    Sequential critic = recipe.discriminator().build(Shape.of(3, 32, 32), random)) {
                var images = generator.generate(random.normal(ScalarType.Float, 1, 128));
                assertEquals(1, critic.score(images).numel());
                assertEquals(2 + 3 * 14 + 4 + 2, generator.tensors().size()); // dense, blocks, norm, convolution
                assertEquals(1204483L, count(generator));
            }
        });
    }

    private static long count(Sequential network) {
        long numbers = 0;
        for (long i = 0; i < network.parameters().size(); i++) {
            numbers += network.parameters().get(i).numel();
        }
        return numbers;
    }

    private static long generated(Recipe recipe) {
        return parameters(
                recipe.generator(), recipe.latent().shape(recipe.data().shape()));
    }

    private static long scored(Recipe recipe) {
        return parameters(recipe.discriminator(), recipe.data().shape());
    }

    private static long parameters(Architecture architecture, Shape input) {
        return architecture.rows(input).stream()
                .mapToLong(Architecture.Row::parameters)
                .sum();
    }
}
