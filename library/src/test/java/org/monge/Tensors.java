package org.monge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Host views of tensors, for tests. */
public final class Tensors {
    private Tensors() {}

    /** A float64 tensor of this shape. */
    public static Tensor of(double[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Double), null);
        tensor.data_ptr_double().put(values);
        return tensor;
    }

    /** All values, in row-major order. */
    public static double[] values(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        Tensor dense = tensor.detach().to(ScalarType.Double).contiguous();
        if (values.length > 0) {
            dense.data_ptr_double().get(values);
        }
        return values;
    }

    public static double value(Tensor scalar) {
        return scalar.item_double();
    }

    public static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    public static void assertClose(Tensor expected, Tensor actual, double tolerance, String what) {
        assertArrayEquals(shape(expected), shape(actual), what);
        assertArrayEquals(values(expected), values(actual), tolerance, what);
    }

    /** Runs {@code body} many times and checks that no native object is left over. */
    public static void assertNothingNativeIsLeft(Runnable body) {
        body.run();
        long before = settledCount();
        for (int i = 0; i < 50; i++) {
            body.run();
        }
        long after = Pointer.totalCount();
        assertTrue(after <= before, () -> (after - before) + " native objects are left"); // others may still go
    }

    /** How many native objects there are once those that Java has dropped are gone. */
    private static long settledCount() {
        long count = Pointer.totalCount();
        for (int same = 0; same < 3; ) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
            same = Pointer.totalCount() == count ? same + 1 : 0;
            count = Pointer.totalCount();
        }
        return count;
    }
}
