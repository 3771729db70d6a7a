package org.monge.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/** How kernels start. Biases start at zero; gains at one, where not said otherwise. */
public sealed interface Initializer {
    /** Fresh values for a kernel, of its shape. */
    Tensor kernel(Weight kernel, ScalarType type, RandomStream random);

    /** Fresh values for a gain, of its shape. */
    default Tensor gain(Weight gain, ScalarType type, RandomStream random) {
        return torch.ones(shape(gain), new TensorOptions(type));
    }

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

    /**
     * As in the code of Gulrajani et al. (2017): U(-b, b), for dense kernels with b = sqrt(6 / (fanIn + fanOut)), for
     * convolutions with b = sqrt(12 / connections), whose fans count strides.
     */
    record WganGp() implements Initializer {
        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            double variances = kernel.shape().rank() > 2 ? 4 : 2;
            return uniform(kernel, Math.sqrt(3 * variances / kernel.connections()), type, random);
        }
    }

    /**
     * PyTorch's default for kernels: U(-b, b) with b = 1 / sqrt(fan), the fan being the size of one slice along the
     * kernel's first dimension, which for a transposed convolution is not its fan-in. Biases start at zero, where
     * PyTorch draws them from the same range.
     */
    record TorchDefault() implements Initializer {
        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            Shape shape = kernel.shape();
            return uniform(kernel, Math.sqrt((double) shape.get(0) / shape.size()), type, random);
        }
    }

    /**
     * Kernels from N(0, deviation^2) and gains from N(1, deviation^2), as in the code of DCGAN (Radford et al., 2015), whose
     * deviation is 0.02.
     */
    record Dcgan(double deviation) implements Initializer {
        /** @throws IllegalArgumentException if {@code deviation} is not greater than 0 */
        public Dcgan {
            Require.positive("deviation", deviation);
        }

        @Override
        public Tensor kernel(Weight kernel, ScalarType type, RandomStream random) {
            return normal(kernel, deviation, type, random);
        }

        @Override
        public Tensor gain(Weight gain, ScalarType type, RandomStream random) {
            return normal(gain, deviation, type, random).add(new Scalar(1.0));
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
            return normal(kernel, deviation, type, random);
        }
    }

    private static Tensor normal(Weight weight, double deviation, ScalarType type, RandomStream random) {
        return random.normal(type, shape(weight)).mul(new Scalar(deviation));
    }

    private static Tensor uniform(Weight kernel, double bound, ScalarType type, RandomStream random) {
        return random.uniform(type, shape(kernel)).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
    }

    private static long[] shape(Weight weight) {
        return weight.shape().extents().stream().mapToLong(Long::longValue).toArray();
    }
}
