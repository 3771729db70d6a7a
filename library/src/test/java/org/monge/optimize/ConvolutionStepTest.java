package org.monge.optimize;

import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations;
import org.monge.network.Architecture;
import org.monge.network.Convolutions;
import org.monge.network.DenseLayers;
import org.monge.network.Initializer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.network.Shapes;

/** From a network's scores to its weights: each moves against its own gradient, however libtorch lays that out. */
class ConvolutionStepTest {
    private static final double RATE = 1e-2;
    private static final double EPSILON = 1e-8;
    private static final Architecture CRITIC = new Architecture(
            new Initializer.HeUniform(),
            List.of(
                    new Convolutions.Convolution(32, 5, 2, 2, true),
                    new Activations.LeakyRelu(0.2),
                    new Convolutions.Convolution(48, 3, 2, 1, true),
                    new Activations.LeakyRelu(0.2),
                    new Convolutions.TransposedConvolution(32, 4, 2, 1, 0, true),
                    new Shapes.Flatten(),
                    new DenseLayers.Dense(1, true)));

    @Test
    void everyWeightMovesAgainstItsOwnGradient() {
        scoped(() -> {
            try (RandomStream random = RandomStream.named("test", 1);
                    Sequential critic = CRITIC.build(Shape.of(16, 16, 16), random)) {
                TensorVector parameters = critic.parameters();
                Tensor samples = random.normal(ScalarType.Float, 8, 16, 16, 16);
                Tensor loss = critic.score(samples, Mode.TRAINING).square().mean();
                TensorVector gradients = Gradients.of(loss, parameters);
                List<Tensor> expected = new ArrayList<>();
                for (long i = 0; i < parameters.size(); i++) {
                    Tensor gradient = gradients.get(i);
                    Tensor move = gradient.div(gradient.abs().add(new Scalar(EPSILON)));
                    expected.add(parameters.get(i).detach().sub(move.mul(new Scalar(RATE))));
                }
                try (Descent descent = new Adam(RATE, 0.5, 0.9, EPSILON).over(parameters)) {
                    descent.step(gradients, 1);
                }
                for (int i = 0; i < expected.size(); i++) {
                    assertClose(expected.get(i), parameters.get(i).detach(), 1e-6, "parameter " + i);
                }
            }
        });
    }
}
