package org.monge.network;

import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Shapes.Flatten;

/** The slopes that layers state, beside those of automatic differentiation, and the gradients of both. */
class SlopesTest {
    private static final Shape IMAGE = Shape.of(4, 4, 4);

    /** Sums of some hundred terms, in another order. */
    private static final double ROUNDING = 1e-10;

    static Stream<List<Layer>> critics() {
        Layer wide = new Convolution(20, 3, 1, 1, true);
        Layer strided = new Convolution(32, 5, 2, 2, true);
        Layer leaky = new Activations.LeakyRelu(0.2);
        return Stream.concat(
                PenaltyThroughLayersTest.critics(),
                Stream.of(
                        List.of(wide, leaky, strided, new Activations.Relu()),
                        List.of(wide, new Residual(List.of(leaky, wide), List.of())),
                        List.of(new Clipped(wide, 0.1), leaky, new WeightNorm(strided)),
                        List.of(new Resampling.Upsample(2), wide, leaky)));
    }

    @ParameterizedTest
    @MethodSource("critics")
    void areThoseOfAutomaticDifferentiation(List<Layer> beginning) {
        List<Layer> layers = new ArrayList<>(beginning);
        layers.addAll(List.of(new Flatten(), new Dense(6, true), new Activations.LeakyRelu(0.1), new Dense(1, true)));
        Architecture architecture = new Architecture(new Initializer.GlorotUniform(), layers);
        scoped(() -> {
            try (Sequential critic = architecture.build(IMAGE, ScalarType.Double, new RandomStream(1))) {
                Tensor points = LayerContract.noise(2, IMAGE.batch(8));
                Tensor stated = critic.slopes(points, Mode.EVALUATION);
                Differential scores = Differential.automatic(points, samples -> critic.score(samples, Mode.EVALUATION));
                Tensor automatic = scores.pullback().apply(torch.ones_like(scores.output()));
                Tensors.assertClose(automatic.detach(), stated.detach(), ROUNDING, "slopes");

                TensorVector expected = Gradients.of(automatic.square().sum(), critic.parameters());
                TensorVector actual = Gradients.of(stated.square().sum(), critic.parameters());
                for (long i = 0; i < expected.size(); i++) {
                    Tensors.assertClose(expected.get(i), actual.get(i), ROUNDING, "gradient " + i);
                }
            }
        });
    }
}
