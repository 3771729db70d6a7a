package org.monge.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/** How kernels start. Biases start at zero and gains at one. */
public sealed interface Initializer {
    /** Fresh values for a kernel, of its shape. */
    Tensor kernel(Weight kernel, ScalarType type, RandomStream random);

    /** U(-b, b) with b = sqrt(6 / (fanIn + fanOut)), Glorot and Bengio (2010), eq. 16: Keras' default. */
    record GlorotUniform() implements Initializer {
        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            double bound = Math.sqrt(6.0 / (kernel.fanIn() + kernel.fanOut()));
            return uniform(kernel, bound, type, random);
        }
    }

    /** U(-b, b) with b = sqrt(6 / fanIn), He et al. (2015), eq. 10: for layers before a ReLU. */
    record HeUniform() implements Initializer {
        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            return uniform(kernel, Math.sqrt(6.0 / kernel.fanIn()), type, random);
        }
    }

    /** N(0, deviation^2); DCGAN takes 0.02 (Radford et al., 2015, section 4). */
    record Normal(double deviation) implements Initializer {
        /** @throws IllegalArgumentException if {@code deviation} is not greater than 0 */
        public Normal {
            Require.positive("deviation", deviation);
        }

        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            return random.normal(type, shape(kernel)).mul(new Scalar(deviation));
        }
    }

    private static Tensor uniform(Weight kernel, double bound, ScalarType type, RandomStream random) {
        return random.uniform(type, shape(kernel)).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
    }

    private static long[] shape(Weight kernel) {
        return kernel.shape().extents().stream().mapToLong(Long::longValue).toArray();
    }
}
