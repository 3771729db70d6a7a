package org.monge.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * How samples are shown to the discriminator, real and generated ones alike.
 *
 * @param packing samples that it judges together, as one with so many times the channels: Lin et al. (2018)
 * @param noise added to them
 */
public record Presentation(int packing, Noise noise) {
    /** @throws IllegalArgumentException if {@code packing} is less than 1 */
    public Presentation {
        Require.positive("packing", packing);
    }

    /** Samples one by one, as they are. */
    public static Presentation plain() {
        return new Presentation(1, new Noise.None());
    }

    /** What the discriminator sees of samples of this shape. */
    public Shape shape(Shape sample) {
        List<Long> extents = new ArrayList<>(sample.extents());
        extents.set(0, packing * extents.get(0));
        return new Shape(extents);
    }

    /** Samples {@code (N, C, ...)} to what is shown, {@code (N / packing, packing C, ...)}, in the step counted from 0. */
    Tensor show(Tensor samples, long step, RandomStream random) {
        return pack(noise.addTo(samples, step, random));
    }

    private Tensor pack(Tensor samples) {
        if (packing == 1) {
            return samples;
        }
        long[] shape = samples.sizes().vec().get();
        shape[0] /= packing;
        shape[1] *= packing;
        return samples.reshape(shape);
    }

    /**
     * Instance noise: it gives both distributions a common support, so that a discriminator cannot tell them apart
     * perfectly. Arjovsky and Bottou (2017), section 3; Sønderby et al. (2017).
     */
    public sealed interface Noise {
        /** Samples with noise, in the step counted from 0. */
        Tensor addTo(Tensor samples, long step, RandomStream random);

        /** Samples as they are. */
        record None() implements Noise {
            @Override
            public Tensor addTo(Tensor samples, long step, RandomStream random) {
                return samples;
            }
        }

        /** N(0, s^2) with s falling evenly from {@code deviation} at step 0 to nothing at step {@code until}. */
        record Annealed(double deviation, long until) implements Noise {
            /** @throws IllegalArgumentException if a setting is not positive */
            public Annealed {
                Require.positive("deviation", deviation);
                Require.positive("until", until);
            }

            @Override
            public Tensor addTo(Tensor samples, long step, RandomStream random) {
                if (step >= until) {
                    return samples;
                }
                double now = deviation * (until - step) / until;
                Tensor noise = random.normal(
                        samples.scalar_type().intern(), samples.sizes().vec().get());
                return samples.add(noise.mul(new Scalar(now)));
            }
        }
    }
}
