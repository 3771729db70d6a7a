package org.monge.metric;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * Vectors that stand for samples: pixels, a network's activations, points of the plane, class probabilities.
 *
 * <p>The array is not copied: it belongs to the features from here on and is changed by nobody. Equality is that of the
 * array's identity.
 *
 * @param count of vectors, n
 * @param dimension of each, d
 * @param values (n, d) in row-major order, all finite
 */
@SuppressWarnings("ArrayRecordComponent") // copies of hundreds of megabytes are worse than a rule
public record Features(int count, int dimension, double[] values) {
    /** @throws IllegalArgumentException if there are no values, not n d of them, or one is not finite */
    public Features {
        Require.positive("count of features", count);
        Require.positive("dimension of features", dimension);
        long size = (long) count * dimension;
        Require.that(values.length == size, "values of features", count + " x " + dimension, values.length);
        for (double value : values) {
            Require.that(Double.isFinite(value), "values of features", "finite", value);
        }
    }

    /** A copy of a tensor (N, D) of any type and device; tensors of more dimensions are flattened to (N, D). */
    public static Features of(Tensor tensor) {
        Require.that(tensor.dim() >= 2, "tensor of features", "of shape (N, D)", tensor.dim() + " dimensions");
        int count = Math.toIntExact(tensor.size(0));
        int dimension = Math.toIntExact(tensor.numel() / Math.max(count, 1));
        double[] values = new double[Math.toIntExact(tensor.numel())];
        Scope.scoped(() -> {
            Tensor dense = tensor.detach().to(ScalarType.Double).cpu().contiguous();
            try {
                doubles(dense).get(values);
            } finally {
                Reference.reachabilityFence(dense);
            }
        });
        return new Features(count, dimension, values);
    }

    /** Value {@code j} of vector {@code i}. */
    public double at(int i, int j) {
        return values[i * dimension + j];
    }

    /** A copy of vector {@code i}. */
    public double[] row(int i) {
        return Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
    }

    /** A copy of these vectors, in this order; one may be named more than once. */
    public Features select(int... rows) {
        double[] chosen = new double[Math.multiplyExact(rows.length, dimension)];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(values, rows[k] * dimension, chosen, k * dimension, dimension);
        }
        return new Features(rows.length, dimension, chosen);
    }

    /** A float64 tensor (n, d) with a copy of the values. */
    public Tensor tensor() {
        Tensor tensor = torch.empty(new long[] {count, dimension}, new TensorOptions(ScalarType.Double), null);
        doubles(tensor).put(values);
        return tensor;
    }

    static void requireEqualDimensions(Features generated, Features real) {
        Require.that(
                generated.dimension == real.dimension,
                "dimension of generated features",
                "that of the real ones, " + real.dimension,
                generated.dimension);
    }

    private static DoubleBuffer doubles(Tensor tensor) {
        return HostTensors.buffer(tensor).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    }

    @Override
    public String toString() {
        return "Features[" + count + " x " + dimension + "]";
    }
}
