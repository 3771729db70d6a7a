package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Normalizations.GroupNorm;
import org.monge.network.Normalizations.InstanceNorm;
import org.monge.network.Normalizations.LayerNorm;
import org.monge.network.Normalizations.LayerNorm.Affine;
import org.monge.network.Resampling.AveragePool;

/** Layers alone against PyTorch's, with its state dict: the third training forward, its gradients, and evaluation. */
class GoldenLayersTest {
    /** Sums of up to 100 float64 products of size 1 in another order: about 1e-14; power iteration adds a few. */
    private static final double ROUNDING = 1e-12;

    static Stream<Arguments> layers() {
        Layer dense = new Dense(4, true);
        Layer convolution = new Convolution(3, 3, 2, 1, true);
        Layer transposed = new TransposedConvolution(3, 4, 2, 1, 0, true);
        return Stream.of(
                Arguments.of("transposed", new TransposedConvolution(2, 5, 2, 2, 1, true)),
                Arguments.of("transposed-plain", new TransposedConvolution(3, 4, 2, 1, 0, false)),
                Arguments.of("layer-per-channel", new LayerNorm(Affine.PER_CHANNEL, 1e-5)),
                Arguments.of("layer-per-value", new LayerNorm(Affine.PER_VALUE, 1e-5)),
                Arguments.of("instance", new InstanceNorm(true, 1e-5)),
                Arguments.of("instance-plain", new InstanceNorm(false, 1e-5)),
                Arguments.of("group", new GroupNorm(2, 1e-5)),
                Arguments.of("spectral-dense", new SpectralNorm(dense)),
                Arguments.of("spectral-convolution", new SpectralNorm(convolution)),
                Arguments.of("spectral-transposed", new SpectralNorm(transposed)),
                Arguments.of("weight-dense", new WeightNorm(dense)),
                Arguments.of("weight-convolution", new WeightNorm(convolution)),
                Arguments.of("weight-transposed", new WeightNorm(transposed)),
                Arguments.of("residual", residual()));
    }

    private static Layer residual() {
        Layer pool = new AveragePool(2);
        return new Residual(
                List.of(new Relu(), new SpectralNorm(new Convolution(3, 3, 1, 1, true)), pool),
                List.of(pool, new Convolution(3, 1, 1, 0, true)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerIsPyTorchs(String name, Layer layer) {
        scoped(() -> {
            Map<String, Tensor> golden = Golden.read("layers.safetensors");
            Tensor samples = golden.get(name + "/samples");
            Shape input = Shape.of(Tensors.shape(samples.get(0)));
            try (Sequential network = new Architecture(new Initializer.HeUniform(), List.of(layer))
                    .build(input, ScalarType.Double, new RandomStream(1))) {
                network.tensors()
                        .forEach((key, tensor) -> assertArrayEquals(
                                Tensors.shape(golden.get(name + "/weight/" + key)), Tensors.shape(tensor), key));
                Golden.copy(golden, name + "/weight/", network.tensors());
                compare(name, golden, network, samples);
            }
        });
    }

    private static void compare(String name, Map<String, Tensor> golden, Sequential network, Tensor samples) {
        network.score(samples, Mode.TRAINING);
        network.score(samples, Mode.TRAINING);
        samples.set_requires_grad(true);
        Tensor output = network.score(samples, Mode.TRAINING);
        assertClose(golden.get(name + "/output"), output, ROUNDING, "output");
        Tensor loss = output.mul(golden.get(name + "/weighting")).sum();
        golden.forEach((key, expected) -> {
            String gradient = name + "/gradient/";
            if (key.startsWith(gradient)) {
                String of = key.substring(gradient.length());
                Tensor source =
                        of.equals("samples") ? samples : network.tensors().get(of);
                Tensor actual = Gradients.kept(loss, source);
                assertClose(expected, actual, ROUNDING, key);
            }
            String after = name + "/after/";
            if (key.startsWith(after)) {
                assertClose(expected, network.tensors().get(key.substring(after.length())), ROUNDING, key);
            }
        });
        assertClose(golden.get(name + "/eval-output"), network.score(samples), ROUNDING, "evaluation");
    }
}
