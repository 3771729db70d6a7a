package org.monge.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.latent.UniformLatent;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Sequential;

class InversionTest {
    private static Sequential generator(long size, Layer... layers) {
        try (RandomStream random = new RandomStream(3)) {
            return new Architecture(new Initializer.GlorotUniform(), List.of(layers)).build(Shape.of(size), random);
        }
    }

    /** G(z) = 2 z, in two dimensions. */
    private static Sequential doubling() {
        Sequential generator = generator(2, new Dense(2, false));
        Scope.scoped(() -> Scope.mutating(() -> {
            Tensor weight = generator.tensors().get("0.weight");
            weight.copy_(HostTensors.floats(new float[] {2, 0, 0, 2}, 2, 2));
        }));
        return generator;
    }

    private static Inversion.Found find(
            Sequential generator, Inversion inversion, org.monge.latent.Latent latent, float... image) {
        try (Tensor wanted = Scope.keeping(() -> HostTensors.floats(image, 1, image.length))) {
            return inversion.of(wanted, generator, latent, 7);
        }
    }

    @Test
    void latentOfAGeneratedSampleIsFound() {
        try (Sequential generator = generator(3, new Dense(20, true), new Tanh(), new Dense(12, true))) {
            float[] z = {0.3f, -1.2f, 0.8f};
            float[] image = Scope.reading(() -> HostTensors.floats(generator.generate(HostTensors.floats(z, 1, 3))));
            Inversion.Found found = find(generator, new Inversion(4, 500, 0.1, 0), new NormalLatent(3), image);
            assertArrayEquals(z, found.latent(), 1e-3f);
            assertArrayEquals(image, found.image(), 1e-3f);
            assertTrue(found.error() < 1e-8, "error " + found.error());
            assertEquals(4, found.errors().size());
            assertEquals(found.error(), found.errors().get(0));
        }
    }

    @Test
    void priorPullsToTheClosedForm() {
        // (2 z - x)^2 / 2 + prior z^2 / 4 a coordinate is least where z = 4 x / (8 + prior).
        try (Sequential generator = doubling()) {
            Inversion.Found found = find(generator, new Inversion(2, 800, 0.1, 4), new NormalLatent(2), 3, -1.5f);
            assertArrayEquals(new float[] {1, -0.5f}, found.latent(), 1e-3f);
            assertEquals((1 + 0.25) / 2, found.error(), 1e-3, "the error is told without the prior");
        }
    }

    @Test
    void latentsStayWhereThePriorIs() {
        try (Sequential generator = doubling()) {
            Inversion.Found found = find(generator, new Inversion(2, 400, 0.1, 1), new UniformLatent(2), 3, -0.5f);
            assertArrayEquals(new float[] {1, -0.25f}, found.latent(), 1e-3f);
        }
    }

    @Test
    void searchLeavesNothingBehind() {
        try (Sequential generator = doubling();
                Tensor before =
                        Scope.keeping(() -> generator.tensors().get("0.weight").clone())) {
            Inversion inversion = new Inversion(2, 3, 0.1, 0.1);
            Tensors.assertNothingNativeIsLeft(() -> find(generator, inversion, new NormalLatent(2), 1, 1));
            Scope.scoped(() -> Tensors.assertClose(before, generator.tensors().get("0.weight"), 0, "the generator"));
        }
    }
}
