package org.monge.engine;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies between host arrays and tensors. */
public final class HostTensors {
    static {
        Engine.ensureStarted();
    }

    private HostTensors() {}

    /** A float tensor of this shape with a copy of {@code values} in row-major order. */
    public static Tensor floats(float[] values, long... shape) {
        Tensor tensor = allocate(ScalarType.Float, values.length, shape);
        floatBuffer(tensor).put(values);
        return tensor;
    }

    /** An unsigned-byte tensor of this shape with a copy of {@code values} in row-major order. */
    public static Tensor bytes(byte[] values, long... shape) {
        Tensor tensor = allocate(ScalarType.Byte, values.length, shape);
        buffer(tensor).put(values);
        return tensor;
    }

    /** An int64 tensor of this shape with a copy of {@code values} in row-major order. */
    public static Tensor longs(long[] values, long... shape) {
        Tensor tensor = allocate(ScalarType.Long, values.length, shape);
        buffer(tensor).order(ByteOrder.nativeOrder()).asLongBuffer().put(values);
        return tensor;
    }

    /** A copy of any tensor's values as floats, in row-major order. */
    public static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        Tensor dense = tensor.detach().cpu().to(ScalarType.Float).contiguous();
        try {
            floatBuffer(dense).get(values);
        } finally {
            Reference.reachabilityFence(dense);
        }
        return values;
    }

    /** A copy of the bytes of an unsigned-byte tensor, in row-major order. */
    public static byte[] bytes(Tensor tensor) {
        ScalarType type = tensor.scalar_type().intern();
        Require.that(type == ScalarType.Byte, "type", "Byte", type);
        byte[] values = new byte[Math.toIntExact(tensor.numel())];
        Tensor dense = tensor.cpu().contiguous();
        try {
            buffer(dense).get(values);
        } finally {
            Reference.reachabilityFence(dense);
        }
        return values;
    }

    /**
     * The memory of a contiguous tensor on the host, whatever its type. The buffer does not keep the tensor alive:
     * whoever reads it does, by a scope or a fence.
     */
    public static ByteBuffer buffer(Tensor tensor) {
        if (!tensor.is_contiguous()) {
            throw new IllegalArgumentException("tensor must be contiguous to be read as memory");
        }
        if (!tensor.is_cpu()) {
            throw new IllegalArgumentException("tensor must be on the host to be read as memory");
        }
        long size = tensor.numel() * tensor.element_size();
        Require.that(size <= Integer.MAX_VALUE, "size of a tensor", "less than 2 GiB", size);
        if (size == 0) {
            return ByteBuffer.allocate(0);
        }
        return new BytePointer(tensor.data_ptr()).capacity(size).asByteBuffer();
    }

    private static FloatBuffer floatBuffer(Tensor tensor) {
        return buffer(tensor).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static Tensor allocate(ScalarType type, long length, long... shape) {
        long size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        if (size != length) {
            throw new IllegalArgumentException("shape must hold " + length + " values, holds " + size);
        }
        return torch.empty(shape, new TensorOptions(type), null);
    }
}
