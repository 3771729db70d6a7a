package org.monge.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Scope;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;

/** Networks and features from make_extractors.py. */
class ExtractorFilesTest {
    private static final Preparation BYTES = new Preparation(Shape.of(3, 8, 8), Preparation.Resizing.NONE, 0, 255);

    private static Path file(String name) throws Exception {
        return Path.of(ExtractorFilesTest.class.getResource("/golden/" + name).toURI());
    }

    private static FeatureSpace open(Path file) throws IOException {
        return file.toString().endsWith(".onnx") ? new OnnxFeatures(file, BYTES) : new TorchScriptFeatures(file, BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extractor.pt", "extractor.onnx", "extractor-single.onnx"})
    void featuresAreThoseOfPyTorch(String name) throws Exception {
        try (FeatureSpace space = open(file(name))) {
            Scope.scoped(() -> {
                Map<String, Tensor> golden = Golden.read("extractor.safetensors");
                double[] features = Tensors.values(space.features(golden.get("images")));
                assertEquals(30, features.length);
                assertArrayEquals(Tensors.values(golden.get("features")), features, 2e-4); // of values up to 255
            });
            assertEquals(name, space.identity().name());
            assertEquals(Sha256.of(file(name)), space.identity().sha256());
            assertEquals("3x8x8 by none in [0.0, 255.0]", space.identity().preparation());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.pt", "broken.onnx"})
    void whatIsNoNetworkIsRefusedInOneLine(String name, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "no network");
        String message = assertThrows(IOException.class, () -> open(file)).getMessage();
        assertTrue(message.startsWith(file + ": features must be "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void anOnnxNetworkHasOneInput() throws Exception {
        Path file = file("two-inputs.onnx");
        String message = assertThrows(IOException.class, () -> open(file)).getMessage();
        assertEquals(file + ": inputs must be one, got 2", message);
    }

    @Test
    void oneVectorForAllImagesIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("flat.pt");
        Scope.scoped(() -> {
            JitModule flat = new JitModule(new QualifiedName("flat"));
            flat.define("def forward(self, images: Tensor) -> Tensor:\n  return images.flatten()\n");
            flat.save(file.toString());
        });
        try (FeatureSpace space = open(file)) {
            Scope.scoped(() -> Samples.assertRefused(
                    "output of flat.pt must be one vector an image, got [384]",
                    () -> space.features(torch.zeros(2, 3, 8, 8))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"extractor.pt", "extractor.onnx"})
    void imagesThatDoNotFitTheNetworkAreRefusedInOneLine(String name) throws Exception {
        Preparation grey = new Preparation(Shape.of(1, 8, 8), Preparation.Resizing.NONE, 0, 255);
        try (FeatureSpace space = name.endsWith(".onnx")
                ? new OnnxFeatures(file(name), grey)
                : new TorchScriptFeatures(file(name), grey)) {
            Scope.scoped(() -> {
                Tensor images = torch.zeros(2, 1, 8, 8);
                String message = assertThrows(IllegalArgumentException.class, () -> space.features(images))
                        .getMessage();
                assertTrue(message.startsWith("images must fit the network " + name), message);
                assertEquals(1, message.lines().count());
            });
        }
    }
}
