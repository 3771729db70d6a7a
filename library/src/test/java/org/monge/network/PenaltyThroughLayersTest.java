package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.network.Activations.Elu;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Relu;
import org.monge.network.Activations.Sigmoid;
import org.monge.network.Activations.SmoothElu;
import org.monge.network.Activations.Softplus;
import org.monge.network.Activations.Tanh;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.DenseLayers.Maxout;
import org.monge.network.Normalizations.GroupNorm;
import org.monge.network.Normalizations.InstanceNorm;
import org.monge.network.Normalizations.LayerNorm;
import org.monge.network.Normalizations.LayerNorm.Affine;
import org.monge.network.Resampling.AveragePool;
import org.monge.network.Resampling.GlobalMean;
import org.monge.network.Resampling.GlobalSum;
import org.monge.network.Resampling.NearestUpsample;
import org.monge.network.Resampling.PixelShuffle;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Crop;
import org.monge.network.Shapes.Flatten;
import org.monge.network.Shapes.Reshape;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;

/**
 * A gradient penalty differentiates the critic twice: through every layer that a critic under one may hold, by the slopes that
 * layers state and by automatic differentiation.
 */
class PenaltyThroughLayersTest {
    private static final Shape IMAGE = Shape.of(4, 4, 4);
    private static final double STEP = 1e-5;

    /** Central differences err by STEP^2 times a third derivative, and by 1e-16 / STEP: about 1e-10 of size 1 each. */
    private static final double RELATIVE = 1e-6;

    static Stream<List<Layer>> critics() {
        Layer convolution = new Convolution(4, 3, 1, 1, true);
        return Stream.<List<Layer>>of(
                List.of(convolution),
                List.of(new TransposedConvolution(2, 4, 2, 1, 0, true)),
                List.of(new LayerNorm(Affine.PER_CHANNEL, 1e-5)),
                List.of(new LayerNorm(Affine.PER_VALUE, 1e-5)),
                List.of(new InstanceNorm(true, 1e-5)),
                List.of(new GroupNorm(2, 1e-5)),
                List.of(new Upsample(2)),
                List.of(new NearestUpsample(2)),
                List.of(new PixelShuffle(2)),
                List.of(new AveragePool(2)),
                List.of(new GlobalSum()),
                List.of(new GlobalMean()),
                List.of(new Crop(3, 2)),
                List.of(new Flatten(), new Reshape(2, 8, 4)),
                List.of(new Flatten(), new Dense(5, true)),
                List.of(new Flatten(), new Maxout(5, 3, true)),
                List.of(convolution, new Relu()),
                List.of(convolution, new LeakyRelu(0.2)),
                List.of(convolution, new Tanh()),
                List.of(convolution, new Sigmoid()),
                List.of(convolution, new Elu()),
                List.of(convolution, new SmoothElu()),
                List.of(convolution, new Softplus()),
                List.of(new SpectralNorm(convolution)),
                List.of(new SpectralNorm(new TransposedConvolution(2, 4, 2, 1, 0, true))),
                List.of(new WeightNorm(convolution)),
                List.of(new Clipped(convolution, 0.1)),
                List.of(new Residual(List.of(new Softplus(), convolution), List.of(convolution))));
    }

    @ParameterizedTest
    @MethodSource("critics")
    void gradientOfThePenaltyIsThatOfFiniteDifferences(List<Layer> beginning) {
        List<Layer> layers = new ArrayList<>(beginning);
        layers.addAll(List.of(new Softplus(), new Flatten(), new Dense(1, true))); // something to bend behind it
        check(new Architecture(new Initializer.GlorotUniform(), layers), network -> network);
    }

    @Test
    void projectionUnderAPenaltyHasTheGradientOfFiniteDifferences() {
        List<Layer> layers = List.of(new Flatten(), new Dense(6, true), new Softplus(), new ProjectionHead(3));
        Tensor labels = Tensors.of(new double[] {2, 0, 1}, 3).to(ScalarType.Long);
        check(new Architecture(new Initializer.GlorotUniform(), layers), network -> network.given(labels));
    }

    private static void check(Architecture architecture, UnaryOperator<Network> view) {
        scoped(() -> {
            try (Sequential network = architecture.build(IMAGE, ScalarType.Double, new RandomStream(1))) {
                Discriminator stated = new Evaluating(view.apply(network), true);
                Discriminator automatic = new Evaluating(view.apply(network), false);
                TensorVector parameters = network.parameters();
                List<Tensor> direction = new ArrayList<>();
                for (long i = 0; i < parameters.size(); i++) {
                    direction.add(LayerContract.noise(100 + i, Tensors.shape(parameters.get(i))));
                }
                Tensor points = LayerContract.noise(2, IMAGE.batch(3));
                double ofStated = slope(stated, points, direction);
                double ofAutomatic = slope(automatic, points, direction);

                move(parameters, direction, STEP);
                double above = Tensors.value(penalty(automatic, points));
                move(parameters, direction, -2 * STEP);
                double below = Tensors.value(penalty(automatic, points));
                double difference = (above - below) / (2 * STEP);
                double tolerance = RELATIVE * Math.max(1, Math.abs(difference));
                assertTrue(Math.abs(difference) > 1e-3, () -> "too flat to tell: " + above);
                assertEquals(difference, ofStated, tolerance, "by the slopes that layers state");
                assertEquals(difference, ofAutomatic, tolerance, "by automatic differentiation");
            }
        });
    }

    /** Of the penalty, along this direction of the parameters. */
    private static double slope(Discriminator critic, Tensor points, List<Tensor> direction) {
        TensorVector gradients = Gradients.of(penalty(critic, points), critic.parameters());
        double slope = 0;
        for (int i = 0; i < direction.size(); i++) {
            slope += Tensors.value(gradients.get(i).mul(direction.get(i)).sum());
        }
        return slope;
    }

    private static Tensor penalty(Discriminator critic, Tensor points) {
        return new GradientPenalty(10, 1, Sides.TWO_SIDED)
                .evaluate(critic, points, points, new RandomStream(3)); // between equal ends
    }

    private static void move(TensorVector parameters, List<Tensor> direction, double step) {
        Scope.mutating(() -> {
            for (int i = 0; i < direction.size(); i++) {
                parameters.get(i).add_(direction.get(i).mul(new Scalar(step)));
            }
        });
    }

    /**
     * A critic whose singular vectors stay: the gradient takes them for constants, so the differences must too.
     *
     * @param stated whether slopes are those that layers state
     */
    private record Evaluating(Discriminator critic, boolean stated) implements Discriminator {
        @Override
        public Tensor score(Tensor samples, Mode mode) {
            return critic.score(samples, Mode.EVALUATION);
        }

        @Override
        public Tensor slopes(Tensor samples, Mode mode) {
            return stated ? critic.slopes(samples, Mode.EVALUATION) : Discriminator.super.slopes(samples, mode);
        }

        @Override
        public TensorVector parameters() {
            return critic.parameters();
        }

        @Override
        public void describe(State state) {
            critic.describe(state);
        }
    }
}
