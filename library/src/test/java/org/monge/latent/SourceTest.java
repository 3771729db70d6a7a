package org.monge.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;

class SourceTest {
    private final RandomStream random = new RandomStream(2);

    @Test
    void uniformLatentsFillTheCubeEvenly() {
        scoped(() -> {
            Tensor latents = new UniformLatent(100).sample(1000, random);
            assertArrayEquals(new long[] {1000, 100}, Tensors.shape(latents));
            assertEquals(0, latents.mean().item_double(), 0.01, "deviation 1 / sqrt(300,000) = 0.0018");
            assertEquals(1 / 3.0, latents.square().mean().item_double(), 0.01, "deviation 0.001");
            assertTrue(latents.min().item_double() >= -1 && latents.max().item_double() < 1);
        });
    }

    @Test
    void lowResolutionIsTheMeanOfSquares() {
        LowResolution half = new LowResolution(2);
        assertEquals(Shape.of(1, 1, 2), half.shape(Shape.of(1, 2, 4)));
        scoped(() -> {
            Tensor images = Tensors.of(new double[] {1, 3, 0, 0, 5, 7, 0, 8}, 1, 1, 2, 4);
            assertArrayEquals(new double[] {4, 2}, Tensors.values(half.draw(1, () -> images, random)));
        });
    }

    @Test
    void sidesThatCannotBeDividedAreRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new LowResolution(4).shape(Shape.of(1, 8, 6)));
        assertEquals("samples must be images with sides that 4 divides, got 1x8x6", refused.getMessage());
    }
}
