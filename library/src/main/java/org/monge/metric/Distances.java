package org.monge.metric;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;

/**
 * Squared Euclidean distances between all pairs of two sets, float64, block after block of rows. Up to 16 dimensions
 * they are sums of squared differences; beyond, |x|^2 + |y|^2 - 2 x.y about the first set's mean, where a distance below
 * 1e-7 of the vectors' norms is rounding.
 */
final class Distances {
    private static final int DIRECT = 16;
    private static final int BLOCK = 1 << 20; // pairs at a time: 8 MB, which stay in the cache

    private Distances() {}

    /** What is done with the squared distances (B, M) of the rows from {@code first} on. */
    interface Block {
        void accept(int first, Tensor squared);
    }

    /** Hands over the squared distances of all rows of {@code x} to all of {@code y}, in order, each in a scope. */
    static void squared(Features x, Features y, Block body) {
        Features.requireEqualDimensions(x, y);
        Scope.scoped(() -> {
            Tensor all = x.tensor(); // (N, D)
            Tensor others = y.tensor(); // (M, D)
            if (x.dimension() > DIRECT) {
                Tensor mean = all.mean(0);
                all = all.sub(mean);
                others = others.sub(mean);
            }
            Tensor rows = all;
            Tensor columns = others;
            int size = Math.max(1, BLOCK / y.count());
            for (int start = 0; start < x.count(); start += size) {
                int first = start;
                int many = Math.min(size, x.count() - first);
                Scope.scoped(() -> body.accept(first, squared(rows.narrow(0, first, many), columns)));
            }
        });
    }

    /** (B, M) from (B, D) and (M, D). */
    static Tensor squared(Tensor x, Tensor y) {
        if (x.size(1) <= DIRECT) {
            return torch.cdist(x, y, 2, new LongOptional(2)).square(); // 2: never by a matrix product
        }
        Tensor squares = norms(x).unsqueeze(1).add(norms(y)); // (B, M)
        return squares.sub(x.matmul(y.t()).mul(new Scalar(2.0))).clamp_min(new Scalar(0.0));
    }

    private static Tensor norms(Tensor x) {
        return x.square().sum(1);
    }

    /** Copies a contiguous float64 tensor to {@code target} from {@code offset} on. */
    static void copy(Tensor tensor, double[] target, int offset) {
        Tensor dense = tensor.contiguous();
        try {
            HostTensors.buffer(dense)
                    .order(ByteOrder.nativeOrder())
                    .asDoubleBuffer()
                    .get(target, offset, Math.toIntExact(dense.numel()));
        } finally {
            Reference.reachabilityFence(dense);
        }
    }
}
