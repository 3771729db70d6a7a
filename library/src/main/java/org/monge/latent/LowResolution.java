package org.monge.latent;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Real images made smaller, each new pixel the mean of {@code factor} by {@code factor} old ones. */
public record LowResolution(long factor) implements Source {
    /** @throws IllegalArgumentException if {@code factor} is less than 2 */
    public LowResolution {
        Require.that(factor >= 2, "factor", "at least 2", factor);
    }

    /** @throws IllegalArgumentException if the samples are no images of which {@code factor} divides both sides */
    @Override
    public Shape shape(Shape sample) {
        boolean divides = sample.rank() == 3 && sample.get(1) % factor == 0 && sample.get(2) % factor == 0;
        Require.that(divides, "samples", "images with sides that " + factor + " divides", sample);
        return Shape.of(sample.get(0), sample.get(1) / factor, sample.get(2) / factor);
    }

    @Override
    public Tensor draw(long n, Supplier<Tensor> reals, RandomStream random) {
        return of(reals.get().narrow(0, 0, n));
    }

    /** Images {@code (N, C, H, W)} to {@code (N, C, H / factor, W / factor)}. */
    public Tensor of(Tensor images) {
        return torch.avg_pool2d(images, factor, factor);
    }
}
