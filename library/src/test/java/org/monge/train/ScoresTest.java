package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Normalizations.InstanceNorm;
import org.monge.network.Sequential;
import org.monge.network.Shapes.Flatten;

class ScoresTest {
    /** Sums of some hundred terms of size 1, in another order. */
    private static final double ROUNDING = 1e-12;

    private static Sequential critic(boolean alone) {
        Layer norm = alone ? new InstanceNorm(true, 1e-5) : new BatchNorm(1e-5, 0.1);
        List<Layer> layers =
                List.of(new Convolution(4, 3, 1, 1, true), norm, new LeakyRelu(0.2), new Flatten(), new Dense(1, true));
        return new Architecture(new Initializer.GlorotUniform(), layers)
                .build(Shape.of(2, 4, 4), ScalarType.Double, new RandomStream(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areThoseOfTheTwoBatchesApart(boolean alone) {
        scoped(() -> {
            try (Sequential critic = critic(alone);
                    Sequential same = critic(alone)) {
                assertEquals(alone, critic.scoresEachAlone());
                Tensor real = new RandomStream(2).normal(ScalarType.Double, 3, 2, 4, 4);
                Tensor fake = new RandomStream(3).normal(ScalarType.Double, 5, 2, 4, 4);
                Scores scores = Scores.of(critic, real, fake);
                Tensors.assertClose(same.score(real, Mode.TRAINING), scores.real(), ROUNDING, "real");
                Tensors.assertClose(same.score(fake, Mode.TRAINING), scores.fake(), ROUNDING, "fake");
                same.tensors()
                        .forEach((name, tensor) -> assertArrayEquals(
                                Tensors.values(tensor),
                                Tensors.values(critic.tensors().get(name)),
                                name));
            }
        });
    }
}
