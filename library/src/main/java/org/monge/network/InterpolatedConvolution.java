package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Shape;
import org.monge.network.Convolutions.Convolution;

/**
 * A convolution of an enlarged image as one function. A convolution mixes channels for each tap of its kernel, then shifts
 * and adds. Mixing commutes with an interpolation, which treats all channels alike: so channels are mixed at the low
 * resolution, with a fraction of the work, and each line of the shares is interpolated, shifted and added by one small
 * matrix. Equal to the two layers but for rounding.
 */
record InterpolatedConvolution(Interpolation interpolation, Convolution convolution) implements Layer {
    /** Moving a value to memory and back takes as long as this many multiplications, roughly. */
    private static final long MOVE = 32;

    /** Shares computed at once, some 24 MiB in float: they stay in the cache, and in memory that the process already has. */
    private static final long AT_ONCE = 6_000_000;

    /** Products with fewer columns than this are gathered into one. */
    private static final long FEW = 64;

    @Override
    public Shape output(Shape input) {
        return convolution.output(interpolation.output(input));
    }

    @Override
    public List<Weight> weights(Shape input) {
        return convolution.weights(interpolation.output(input));
    }

    @Override
    public Tensor forward(Tensor samples, Weights weights, Mode mode) {
        return pays(samples)
                ? together(samples, weights, AT_ONCE)
                : convolution.forward(interpolation.forward(samples, weights, mode), weights, mode);
    }

    /**
     * The one function, whether it pays or not.
     *
     * @param atOnce shares, of one sample at least
     */
    Tensor together(Tensor samples, Weights weights, long atOnce) {
        Shape output = output(shape(samples));
        long k = convolution.kernel();
        long f = output.get(0);
        Tensor taps =
                weights.get("weight").permute(3, 2, 0, 1).reshape(k * k * f, -1).t(); // (C, k k F)
        Tensor across = matrix(output.get(2), samples.size(3), samples);
        Tensor down = matrix(output.get(1), samples.size(2), samples);
        long values = k * k * f * samples.size(2) * samples.size(3);
        TensorVector parts = new TensorVector();
        for (Tensor part : samples.split(Math.max(1, atOnce / values)).get()) {
            parts.push_back(shifted(mixed(part, taps), across, down));
        }
        Tensor images = parts.size() == 1 ? parts.get(0) : torch.cat(parts); // (N, H, W, F)
        if (convolution.bias()) {
            images.add_(weights.get("bias"));
        }
        return images.permute(0, 3, 1, 2);
    }

    /** The shares {@code (N, h, w, k k F)} of samples {@code (N, C, h, w)} in all taps. */
    private static Tensor mixed(Tensor samples, Tensor taps) {
        Tensor pixels = samples.permute(0, 2, 3, 1); // (N, h, w, C)
        return pixels.flatten(0, 2).mm(taps).view(samples.size(0), samples.size(2), samples.size(3), -1);
    }

    /** Shares {@code (N, h, w, k k F)} interpolated, shifted and added: {@code (N, H, W, F)}. */
    private Tensor shifted(Tensor shares, Tensor across, Tensor down) {
        long n = shares.size(0);
        long h = shares.size(1);
        long w = shares.size(2);
        long k = convolution.kernel();
        long f = shares.size(3) / (k * k);
        long columns = across.size(0);
        Tensor lines = shares.reshape(n * h, w * k, k * f);
        Tensor wide = product(across, lines).view(n, h, columns, k, f);
        Tensor upright = wide.transpose(2, 3).reshape(n, h * k, columns * f);
        return product(down, upright).view(n, down.size(0), columns, f);
    }

    /** {@code (M, K)} times each of {@code (B, K, L)}. */
    private static Tensor product(Tensor matrix, Tensor batch) {
        if (batch.size(2) < FEW) {
            return batch.transpose(1, 2).matmul(matrix.t()).transpose(1, 2).contiguous();
        }
        return matrix.unsqueeze(0).expand(batch.size(0), -1, -1).bmm(batch);
    }

    /** For each place of an output line, the contribution of each of {@code extent} values through each tap. */
    private Tensor matrix(long places, long extent, Tensor like) {
        int taps = Math.toIntExact(convolution.kernel());
        int values = Math.toIntExact(extent);
        long enlarged = interpolation.factor() * extent;
        double[] matrix = new double[Math.toIntExact(places * extent * taps)];
        for (int i = 0; i < places; i++) {
            for (int tap = 0; tap < taps; tap++) {
                long place = i * convolution.stride() + tap - convolution.padding();
                if (place < 0 || place >= enlarged) {
                    continue;
                }
                double[] shares = interpolation.shares((int) place, values);
                for (int value = 0; value < values; value++) {
                    matrix[(i * values + value) * taps + tap] = shares[value];
                }
            }
        }
        return Tensor.create(matrix, places, extent * taps).to(like);
    }

    private static Shape shape(Tensor samples) {
        return Shape.of(samples.size(1), samples.size(2), samples.size(3));
    }

    /** Whether the one function is expected to take less time than the two: only on a processor. */
    boolean pays(Tensor samples) {
        Shape input = shape(samples);
        Shape output = output(input);
        long c = input.get(0);
        long h = input.get(1);
        long w = input.get(2);
        long f = output.get(0);
        long k = convolution.kernel();
        long rows = output.get(1);
        long columns = output.get(2);
        long enlarged = interpolation.output(input).size();
        long together = h * w * c * f * k * k
                + f * k * columns * h * (w * k + rows)
                + MOVE * f * k * h * (2 * w * k + 4 * columns);
        long apart = rows * columns * c * f * k * k + MOVE * 2 * enlarged;
        return samples.is_cpu() && together < apart;
    }
}
