package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Resampling.NearestUpsample;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Flatten;
import org.monge.recipe.Recipes;

/** The slopes that layers state, beside those of automatic differentiation, and the gradients of both. */
class SlopesTest {
    private static final Shape IMAGE = Shape.of(4, 4, 4);

    /** Sums of some hundred terms, in another order. */
    private static final double ROUNDING = 1e-10;

    private static final Layer LEAKY = new Activations.LeakyRelu(0.2);
    private static final Layer WIDE = new Convolution(20, 3, 1, 1, true);
    private static final Convolution MANY = new Convolution(64, 3, 1, 1, true);
    private static final Convolution HALVING = new Convolution(64, 5, 2, 2, true);
    private static final Upsample DOUBLING = new Upsample(2);

    /** Beginnings of critics with so many channels that their convolutions are computed in other ways than libtorch's own. */
    static Stream<List<Layer>> tuned() {
        Layer bent = new Activations.Tanh();
        return Stream.of(
                List.of(MANY, bent, MANY, bent, HALVING),
                List.of(MANY, bent, new Convolution(3, 3, 1, 1, true)),
                List.of(MANY, bent, new TransposedConvolution(3, 4, 2, 1, 0, true)),
                List.of(MANY, bent, DOUBLING, MANY),
                List.of(MANY, bent, new NearestUpsample(2), MANY));
    }

    @Test
    void tunedConvolutionsAreNotLibtorchsOwn() {
        scoped(() -> {
            Tensor images = LayerContract.noise(1, 8, 64, 4, 4);
            for (Convolution each : List.of(MANY, HALVING)) {
                long k = each.kernel();
                Tensor kernel = LayerContract.noise(2, 64, 64, k, k);
                Shape output = each.output(Shape.of(64, 4, 4));
                long[] extents = {output.get(1), output.get(2)};
                assertFalse(Correlation.Abreast.of(images, kernel, each.stride(), each.padding(), extents, 4)
                        .isAlone());
            }
            assertTrue(Correlation.isNarrow(images, 3, 64));
            assertTrue(new InterpolatedConvolution(DOUBLING, MANY).pays(images));
        });
    }

    static Stream<List<Layer>> beginnings() {
        Layer strided = new Convolution(32, 5, 2, 2, true);
        Stream<List<Layer>> mixed = Stream.of(
                List.of(WIDE, LEAKY, strided, new Activations.Relu()),
                List.of(WIDE, new Residual(List.of(LEAKY, WIDE), List.of())),
                List.of(new Clipped(WIDE, 0.1), LEAKY, new WeightNorm(strided)),
                List.of(DOUBLING, WIDE, LEAKY));
        return Stream.of(PenaltyThroughLayersTest.critics(), mixed, tuned()).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void areThoseOfAutomaticDifferentiation(List<Layer> beginning) {
        List<Layer> layers = new ArrayList<>(beginning);
        layers.addAll(List.of(new Flatten(), new Dense(6, true), new Activations.LeakyRelu(0.1), new Dense(1, true)));
        compare(new Architecture(new Initializer.GlorotUniform(), layers), IMAGE.batch(8));
    }

    @Test
    void givenLabelsAreThoseOfAutomaticDifferentiation() {
        Layer labelled = new Residual(List.of(new LabelEmbedding(3, 2), new Dense(6, true)), List.of());
        List<Layer> layers = List.of(
                WIDE, LEAKY, new Flatten(), new Dense(6, true), new Clipped(labelled, 1), LEAKY, new ProjectionHead(3));
        compare(new Architecture(new Initializer.GlorotUniform(), layers), IMAGE.batch(8));
    }

    private record Critic(Architecture architecture, Shape samples) {}

    /** The critics of the named recipes that penalise slopes, on smaller images. */
    static Stream<Critic> recipes() {
        return Recipes.all().stream()
                .filter(recipe -> recipe.penalty().differentiatesScores())
                .map(recipe ->
                        new Critic(recipe.discriminator(), small(recipe.data().shape())))
                .distinct();
    }

    private static Shape small(Shape samples) {
        return samples.rank() == 1 ? samples : Shape.of(samples.get(0), 16, 16);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void ofTheNamedRecipesAreThoseOfAutomaticDifferentiation(Critic critic) {
        compare(critic.architecture(), critic.samples().batch(2));
    }

    private static void compare(Architecture architecture, long[] batch) {
        Shape input = new Shape(Arrays.stream(batch).skip(1).boxed().toList());
        long classes = architecture.classes().orElse(1);
        long[] labels = LongStream.range(0, batch[0]).map(i -> i % classes).toArray();
        for (Mode mode : Mode.values()) {
            scoped(() -> {
                try (Sequential one = architecture.build(input, ScalarType.Double, new RandomStream(1));
                        Sequential same = architecture.build(input, ScalarType.Double, new RandomStream(1))) {
                    Network critic = one.given(HostTensors.longs(labels, batch[0]));
                    Network other = same.given(HostTensors.longs(labels, batch[0]));
                    Tensor points = LayerContract.noise(2, batch);
                    Tensor stated = critic.slopes(points, mode);
                    Differential scores = Differential.automatic(points, samples -> other.score(samples, mode));
                    Tensor automatic = scores.pullback().apply(torch.ones_like(scores.output()));
                    Tensors.assertClose(automatic.detach(), stated.detach(), ROUNDING, "slopes");

                    TensorVector expected = Gradients.of(automatic.square().sum(), other.parameters());
                    TensorVector actual = Gradients.of(stated.square().sum(), critic.parameters());
                    for (long i = 0; i < expected.size(); i++) {
                        Tensors.assertClose(expected.get(i), actual.get(i), ROUNDING, "gradient " + i);
                    }
                }
            });
        }
    }
}
