package org.monge.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;

class NormalLatentTest {
    @Test
    void latentsAreFloatRowsThatFollowFromTheStream() {
        scoped(() -> {
            NormalLatent latent = new NormalLatent(3);
            Tensor latents = latent.sample(5, new RandomStream(1));
            assertArrayEquals(new long[] {5, 3}, Tensors.shape(latents));
            assertEquals(ScalarType.Float, latents.scalar_type().intern());
            Tensors.assertClose(latents, latent.sample(5, new RandomStream(1)), 0, "the same stream");
        });
    }

    @Test
    void sizeMustBePositive() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new NormalLatent(0));
        assertEquals("size must be at least 1, got 0", refusal.getMessage());
    }
}
