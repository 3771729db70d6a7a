package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.Tensors;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Gradients;
import org.monge.engine.Precision;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.Softplus;
import org.monge.network.Activations.Tanh;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Resampling.NearestUpsample;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Flatten;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;

/** Networks that compute in bfloat16, beside the same in float32. */
class Bfloat16Test {
    private static final Execution BF16 = new Execution(Device.CPU, Precision.BF16);
    private static final Shape IMAGE = Shape.of(4, 4, 4);
    private static final Layer WIDE = new Convolutions.Convolution(64, 3, 1, 1, true);

    /** Half a unit in the last of 8 places is 2^-9; up to six layers round, forth, back and forth again. */
    private static final double ROUNDINGS = 10 * 0x1p-9;

    static Stream<List<Layer>> critics() {
        return Stream.concat(PenaltyThroughLayersTest.critics(), SlopesTest.tuned())
                .map(beginning -> {
                    List<Layer> layers = new ArrayList<>(beginning);
                    layers.addAll(List.of(new Softplus(), new Flatten(), new Dense(1, true)));
                    return layers;
                });
    }

    private static Sequential critic(List<Layer> layers, Execution execution) {
        return new Architecture(new Initializer.GlorotUniform(), layers).build(IMAGE, new RandomStream(1), execution);
    }

    private static Tensor samples(long seed) {
        return new RandomStream(seed).normal(ScalarType.Float, IMAGE.batch(16));
    }

    private static Tensor penalty(Discriminator critic) {
        GradientPenalty penalty = new GradientPenalty(1, 0, Sides.TWO_SIDED);
        return penalty.evaluate(critic, samples(2), samples(3), new RandomStream(4));
    }

    private static void assertNear(Tensor expected, Tensor actual, String what) {
        assertEquals(ScalarType.Float, actual.scalar_type().intern(), what);
        double distance = Tensors.value(actual.sub(expected).norm());
        double size = Tensors.value(expected.norm());
        assertTrue(distance <= ROUNDINGS * size, () -> what + ": " + distance + " of " + size);
    }

    @ParameterizedTest
    @MethodSource("critics")
    void scoresPenaltiesAndGradientsAreThoseOfFloat32ButForRounding(List<Layer> layers) {
        scoped(() -> {
            try (Sequential exact = critic(layers, Execution.PLAIN);
                    Sequential rounded = critic(layers, BF16)) {
                Tensor scores = exact.score(samples(2));
                Tensor near = rounded.score(samples(2));
                assertNear(scores, near, "scores");
                assertNotEquals(0, Tensors.value(near.sub(scores).norm()), "nothing was rounded");

                Tensor expected = penalty(exact);
                Tensor actual = penalty(rounded);
                assertNear(expected, actual, "penalty");
                TensorVector slopes = Gradients.of(expected, exact.parameters());
                TensorVector nearSlopes = Gradients.of(actual, rounded.parameters());
                assertNear(joined(slopes), joined(nearSlopes), "gradient of the penalty");
                for (long i = 0; i < nearSlopes.size(); i++) {
                    assertEquals(
                            ScalarType.Float, nearSlopes.get(i).scalar_type().intern());
                }
            }
        });
    }

    static Stream<List<Layer>> generators() {
        Layer norm = new BatchNorm(1e-3, 0.1);
        Layer images = new Convolutions.Convolution(1, 3, 1, 1, true);
        return Stream.of(
                List.of(new Upsample(2), WIDE, norm, new Tanh(), new Upsample(2), images, new Tanh()),
                List.of(new NearestUpsample(2), WIDE, norm, new Tanh(), new NearestUpsample(2), images, new Tanh()),
                List.of(
                        new TransposedConvolution(64, 4, 2, 1, 0, false),
                        norm,
                        new Tanh(),
                        new TransposedConvolution(1, 4, 2, 1, 0, true),
                        new Tanh()));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void imagesAndTheirGradientsAreThoseOfFloat32ButForRounding(List<Layer> layers) {
        Architecture generator = new Architecture(new Initializer.GlorotUniform(), layers);
        Shape input = Shape.of(64, 4, 4);
        scoped(() -> {
            try (Sequential exact = generator.build(input, new RandomStream(1));
                    Sequential rounded = generator.build(input, new RandomStream(1), BF16)) {
                Tensor latents = new RandomStream(2).normal(ScalarType.Float, input.batch(16));
                Tensor expected = exact.generate(latents, Mode.TRAINING);
                Tensor actual = rounded.generate(latents, Mode.TRAINING);
                assertNear(expected, actual, "images");

                Tensor direction = new RandomStream(3).normal(ScalarType.Float, Tensors.shape(expected));
                TensorVector slopes = Gradients.of(expected.mul(direction).sum(), exact.parameters());
                TensorVector nearSlopes = Gradients.of(actual.mul(direction).sum(), rounded.parameters());
                assertNear(joined(slopes), joined(nearSlopes), "gradient");
            }
        });
    }

    private static Tensor joined(TensorVector tensors) {
        TensorVector flat = new TensorVector();
        for (long i = 0; i < tensors.size(); i++) {
            flat.push_back(tensors.get(i).flatten());
        }
        return torch.cat(flat, 0);
    }

    @Test
    void weightsAndRunningStatisticsAreFloat32() {
        scoped(() -> {
            List<Layer> layers =
                    List.of(new SpectralNorm(new Convolutions.Convolution(3, 3, 1, 1, true)), new BatchNorm(1e-5, 0.1));
            try (Sequential network = critic(layers, BF16);
                    Sequential exact = critic(layers, Execution.PLAIN)) {
                network.generate(samples(5), Mode.TRAINING);
                exact.generate(samples(5), Mode.TRAINING);
                network.tensors().forEach((name, tensor) -> {
                    assertEquals(ScalarType.Float, tensor.scalar_type().intern(), name);
                    assertNear(exact.tensors().get(name), tensor, name);
                });
                Tensor u = network.tensors().get("0.weight_u");
                assertEquals(
                        0,
                        Tensors.value(u.sub(exact.tensors().get("0.weight_u")).norm()),
                        "no direction is rounded");
            }
        });
    }

    /** The squared slope of the sum of 1001 inputs is 1001, which bfloat16 does not have. */
    @Test
    void scoresAmongTheActivationsAreFloat32() {
        scoped(() -> {
            try (Sequential critic = critic(List.of(new Convolutions.Convolution(3, 3, 1, 1, true)), BF16)) {
                List<Tensor> activations = critic.activations(samples(5), Mode.TRAINING);
                Tensor scores = activations.get(activations.size() - 1);
                assertEquals(ScalarType.Float, scores.scalar_type().intern());
            }
        });
    }

    @Test
    void slopesAreSummedInFloat32() {
        scoped(() -> {
            Architecture sum = new Architecture(new Initializer.GlorotUniform(), List.of(new Dense(1, false)));
            try (Sequential critic = sum.build(Shape.of(1001), new RandomStream(1), BF16)) {
                Scope.mutating(() -> critic.parameters().get(0).fill_(new Scalar(1.0)));
                Tensor points = torch.zeros(8, 1001);
                Tensor penalty = new GradientPenalty(1, 0, Sides.TWO_SIDED)
                        .evaluate(critic, points, points, new RandomStream(1));
                assertEquals(1001, Tensors.value(penalty), 1e-3);
            }
        });
    }
}
