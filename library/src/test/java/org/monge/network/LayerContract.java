package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;

/** What holds for every {@link Layer}. */
abstract class LayerContract {
    /** The layer under test. */
    abstract Layer layer();

    /** A shape that it takes. */
    abstract Shape input();

    /** The names of its weights, as PyTorch has them. */
    abstract List<String> names();

    /** A shape that it cannot take, and what it says; nothing if it takes all. */
    abstract List<Refusal> refusals();

    record Refusal(Shape input, String message) {}

    /** What the network makes of samples; a conditional one must be given labels. */
    Tensor generate(Sequential network, Tensor samples, Mode mode) {
        return network.generate(samples, mode);
    }

    /** Whether another seed gives this weight other values. */
    boolean dependsOnTheSeed(Weight weight) {
        return weight.role() == Weight.Role.KERNEL || weight.role() == Weight.Role.DIRECTION;
    }

    final Sequential alone(long seed) {
        return new Architecture(new Initializer.GlorotUniform(), List.of(layer()))
                .build(input(), ScalarType.Double, new RandomStream(seed));
    }

    static Tensor noise(long seed, long... shape) {
        return new RandomStream(seed).normal(ScalarType.Double, shape);
    }

    /** Two ways to compute the same of these sources: the values, and the gradients of what they are in a direction. */
    static void assertEqualForthAndBack(Tensor expected, Tensor actual, TensorVector sources, double tolerance) {
        Tensors.assertClose(expected.detach(), actual.detach(), tolerance, "output");
        Tensor direction = noise(6, Tensors.shape(expected));
        TensorVector gradients = Gradients.of(expected.mul(direction).sum(), sources);
        TensorVector own = Gradients.of(actual.mul(direction).sum(), sources);
        for (long i = 0; i < sources.size(); i++) {
            Tensors.assertClose(gradients.get(i), own.get(i), tolerance, "gradient " + i);
        }
    }

    /** Sums in another order differ by 1e-15 a term. */
    static final double ROUNDING = 1e-12;

    /** Compares the layer, with random positive weights, on three samples with code of the host. */
    final void compare(Mode mode, Oracle oracle) {
        scoped(() -> {
            try (Sequential network = alone(1)) {
                Scope.mutating(() -> network.tensors()
                        .forEach((name, tensor) -> tensor.copy_(
                                noise(name.hashCode(), Tensors.shape(tensor)).abs())));
                Tensor samples = noise(9, input().batch(3));
                double[] output = Tensors.values(generate(network, samples, mode));
                assertArrayEquals(oracle.of(Tensors.values(samples), network), output, ROUNDING);
            }
        });
    }

    interface Oracle {
        double[] of(double[] samples, Sequential network);
    }

    static double[] weight(Sequential network, String name) {
        return Tensors.values(network.tensors().get("0." + name));
    }

    @Test
    void outputHasTheDeclaredShape() {
        for (long n : new long[] {2, 5}) {
            for (Mode mode : Mode.values()) {
                scoped(() -> {
                    try (Sequential network = alone(1)) {
                        Tensor output = generate(network, noise(2, input().batch(n)), mode);
                        assertArrayEquals(layer().output(input()).batch(n), Tensors.shape(output));
                        assertEquals(ScalarType.Double, output.scalar_type().intern());
                    }
                });
            }
        }
    }

    @Test
    void weightsHaveTheNamesOfPyTorchAndTheDeclaredShapes() {
        try (Sequential network = alone(1)) {
            List<String> described = new ArrayList<>();
            network.describe(new TensorsOnly((name, tensor) -> described.add(name)));
            assertEquals(names().stream().map(name -> "0." + name).toList(), described);
            List<Weight> weights = layer().weights(input());
            for (int i = 0; i < weights.size(); i++) {
                Tensor tensor = network.tensors().get(described.get(i));
                assertEquals(weights.get(i).shape(), Shape.of(Tensors.shape(tensor)));
                assertEquals(weights.get(i).role().isTrained(), tensor.requires_grad());
            }
        }
    }

    @Test
    void gradientReachesEveryParameterAndTheInput() {
        scoped(() -> {
            try (Sequential network = alone(1)) {
                Tensor samples = noise(2, input().batch(4));
                samples.set_requires_grad(true);
                TensorVector sources = new TensorVector(samples);
                for (long i = 0; i < network.parameters().size(); i++) {
                    sources.push_back(network.parameters().get(i));
                }
                Tensor output = generate(network, samples, Mode.EVALUATION);
                Tensor weighted = output.mul(noise(3, Tensors.shape(output))).sum();
                TensorVector gradients = Gradients.of(weighted, sources);
                for (long i = 0; i < gradients.size(); i++) {
                    assertTrue(gradients.get(i).count_nonzero().item_long() > 0);
                }
            }
        });
    }

    @Test
    void sameSeedGivesTheSameWeightsAndAnotherDoesNot() {
        try (Sequential one = alone(1);
                Sequential same = alone(1);
                Sequential other = alone(2)) {
            one.tensors().forEach((name, tensor) -> {
                assertArrayEquals(
                        Tensors.values(tensor), Tensors.values(same.tensors().get(name)));
                boolean equal = Arrays.equals(
                        Tensors.values(tensor), Tensors.values(other.tensors().get(name)));
                boolean drawn = layer().weights(input()).stream()
                        .anyMatch(weight -> dependsOnTheSeed(weight) && name.equals("0." + weight.name()));
                assertEquals(!drawn, equal, name);
            });
        }
    }

    @Test
    void evaluationTakesEachSampleForItself() {
        scoped(() -> {
            try (Sequential network = alone(1)) {
                Tensor samples = noise(2, input().batch(4));
                Tensor together = generate(network, samples, Mode.EVALUATION);
                Tensor alone = generate(network, samples.narrow(0, 2, 1), Mode.EVALUATION);
                Tensors.assertClose(together.narrow(0, 2, 1), alone, 1e-12, "but for rounding");
            }
        });
    }

    /** Real and fake samples go through as one batch where every layer says that it may be so. */
    @Test
    void saysWhetherTwoBatchesMayBeTrainedOnAsOne() {
        scoped(() -> {
            try (Sequential network = alone(1);
                    Sequential before = alone(1)) {
                Tensor samples = noise(2, input().batch(5));
                Tensor first = generate(network, samples.narrow(0, 0, 2), Mode.TRAINING);
                Tensor second = generate(network, samples.narrow(0, 2, 3), Mode.TRAINING);
                double change =
                        distance(torch.cat(new TensorVector(first, second)), generate(network, samples, Mode.TRAINING));
                double moved = network.tensors().keySet().stream()
                        .mapToDouble(name -> distance(
                                before.tensors().get(name), network.tensors().get(name)))
                        .max()
                        .orElse(0);
                assertEquals(
                        layer().actsOnEachAlone(),
                        change < ROUNDING && moved == 0,
                        () -> "outputs differ by " + change + ", tensors have moved by " + moved);
            }
        });
    }

    private static double distance(Tensor one, Tensor other) {
        return Tensors.value(one.sub(other).abs().max());
    }

    @Test
    void unfitInputIsRefusedNamingTheLayer() {
        for (Refusal refusal : refusals()) {
            // Behind one that passes everything on, so that the index is told apart from the beginning.
            Architecture architecture =
                    new Architecture(new Initializer.GlorotUniform(), List.of(new Activations.Relu(), layer()));
            var refused = assertThrows(IllegalArgumentException.class, () -> architecture.output(refusal.input()));
            assertEquals("layer 1: " + refusal.message(), refused.getMessage());
        }
    }

    @Test
    void nothingNativeIsLeftBehind() {
        Tensors.assertNothingNativeIsLeft(() -> scoped(() -> {
            try (Sequential network = alone(1)) {
                assertFalse(generate(network, noise(2, input().batch(2)), Mode.TRAINING)
                        .isNull());
            }
        }));
    }
}
