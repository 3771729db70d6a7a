package org.monge.latent;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/** z ~ U[-1, 1) in each dimension: DCGAN's prior (Radford et al., 2015, section 4). */
public record UniformLatent(long size) implements Latent {
    /** @throws IllegalArgumentException if {@code size} is less than 1 */
    public UniformLatent {
        Require.positive("size", size);
    }

    @Override
    public Tensor sample(long n, RandomStream random) {
        return random.uniform(ScalarType.Float, n, size).mul(new Scalar(2.0)).sub(new Scalar(1.0));
    }

    /** The same everywhere. */
    @Override
    public Tensor energy(Tensor latents) {
        return latents.sum(1).mul(new Scalar(0.0));
    }

    @Override
    public void confine(Tensor latents) {
        latents.clamp_(new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0)));
    }
}
