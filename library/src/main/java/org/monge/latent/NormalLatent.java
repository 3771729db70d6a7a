package org.monge.latent;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/** z ~ N(0, I). */
public record NormalLatent(long size) implements Latent {
    /** @throws IllegalArgumentException if {@code size} is less than 1 */
    public NormalLatent {
        Require.positive("size", size);
    }

    @Override
    public Tensor sample(long n, RandomStream random) {
        return random.normal(ScalarType.Float, n, size);
    }

    /** |z|^2 / 2. */
    @Override
    public Tensor energy(Tensor latents) {
        return latents.square().sum(1).div(new Scalar(2.0));
    }
}
