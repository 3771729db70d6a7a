package org.monge.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Sequential;

class StateDictTest {
    @TempDir
    Path folder;

    private static Sequential network(long seed, long units) {
        Architecture architecture = new Architecture(
                new Initializer.GlorotUniform(),
                List.of(new Dense(units, true), new BatchNorm(1e-3, 0.1), new Relu(), new Dense(1, false)));
        return architecture.build(Shape.of(3), new RandomStream(seed));
    }

    @Test
    void networkOfTheSameShapeTakesTheWeights() throws IOException {
        Path file = folder.resolve("generator.safetensors");
        try (Sequential one = network(1, 4);
                Sequential other = network(2, 4)) {
            StateDict.export(one, file);
            StateDict.importInto(other, file);
            scoped(() -> {
                Tensor latents = new RandomStream(3).normal(ScalarType.Float, 5, 3);
                assertArrayEquals(Tensors.values(one.generate(latents)), Tensors.values(other.generate(latents)));
            });
        }
    }

    /** Kernels of images lie channels last in memory, and a file is row-major. */
    @Test
    void layoutOfKernelsInMemoryIsNotToBeSeenInTheFile() throws IOException {
        Path file = folder.resolve("a");
        Path rows = folder.resolve("rows");
        try (Sequential one = convolutional(1);
                Sequential other = convolutional(2)) {
            StateDict.export(one, file);
            Map<String, Tensor> rowMajor = new LinkedHashMap<>();
            for (String name : Safetensors.open(file).places().keySet()) {
                Tensor tensor = one.tensors().get(name);
                assertEquals(tensor.dim() != 4, tensor.is_contiguous(), name);
                rowMajor.put(name, Scope.keeping(() -> tensor.detach().contiguous()));
            }
            Safetensors.write(rows, Map.of("format", "pt"), rowMajor);
            rowMajor.values().forEach(Tensor::close);
            assertEquals(-1, Files.mismatch(file, rows));

            StateDict.importInto(other, file);
            one.tensors().forEach((name, tensor) -> {
                Tensor read = other.tensors().get(name);
                assertArrayEquals(Tensors.values(tensor), Tensors.values(read), name);
                assertEquals(tensor.is_contiguous(), read.is_contiguous(), name);
            });
        }
    }

    private static Sequential convolutional(long seed) {
        List<Layer> layers =
                List.of(new Convolution(5, 3, 1, 1, true), new Relu(), new TransposedConvolution(2, 4, 2, 1, 0, true));
        return new Architecture(new Initializer.GlorotUniform(), layers)
                .build(Shape.of(3, 4, 4), new RandomStream(seed));
    }

    @Test
    void namesAreThoseOfPyTorch() throws IOException {
        Path file = folder.resolve("generator.safetensors");
        try (Sequential network = network(1, 4)) {
            StateDict.export(network, file);
        }
        Safetensors written = Safetensors.open(file);
        List<String> names =
                List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "3.weight");
        assertEquals(names, List.copyOf(written.places().keySet()));
        assertEquals("pt", written.metadata().get("format"));
    }

    @Test
    void countersOfPyTorchArePassedOverAndOtherNamesAreNot() throws IOException {
        Path file = folder.resolve("a");
        try (Sequential network = network(1, 4)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.putAll(network.tensors());
            tensors.put("1.num_batches_tracked", torch.zeros(new long[] {}));
            Safetensors.write(file, Map.of(), tensors);
            StateDict.importInto(network, file);
            tensors.put("1.counter", torch.zeros(new long[] {}));
            Safetensors.write(file, Map.of(), tensors);
            var refusal = assertThrows(InvalidCheckpointException.class, () -> StateDict.importInto(network, file));
            assertEquals(
                    file + ": contents must be those of what is restored, got the unknown 1.counter",
                    refusal.getMessage());
        }
    }

    @Test
    void networkOfAnotherShapeIsRefused() throws IOException {
        Path file = folder.resolve("a");
        try (Sequential four = network(1, 4);
                Sequential five = network(1, 5)) {
            StateDict.export(four, file);
            var refusal = assertThrows(InvalidCheckpointException.class, () -> StateDict.importInto(five, file));
            assertEquals(
                    file + ": contents must be those of what is restored, got 0.weight as F32 [4, 3] instead of"
                            + " F32 [5, 3], 0.bias as F32 [4] instead of F32 [5], 1.weight as F32 [4] instead of"
                            + " F32 [5] and 4 more",
                    refusal.getMessage());
        }
    }
}
