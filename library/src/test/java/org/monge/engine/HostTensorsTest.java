package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class HostTensorsTest {
    private static final float[] SIX = {1, -2, 3.5f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};

    @Test
    void floatsComeBackAsTheyWere() {
        scoped(() -> {
            Tensor tensor = HostTensors.floats(SIX, 2, 3);
            assertArrayEquals(new long[] {2, 3}, Tensors.shape(tensor));
            assertArrayEquals(SIX, HostTensors.floats(tensor));
        });
    }

    @Test
    void floatsAreCopiedInBothDirections() {
        scoped(() -> {
            float[] values = {1, 2};
            Tensor tensor = HostTensors.floats(values, 2);
            values[0] = 9;
            HostTensors.floats(tensor)[1] = 9;
            assertArrayEquals(new float[] {1, 2}, HostTensors.floats(tensor));
        });
    }

    @Test
    void bytesComeBackAsTheyWere() {
        scoped(() -> {
            byte[] values = {0, 1, 127, (byte) 128, (byte) 255};
            Tensor tensor = HostTensors.bytes(values, 5);
            assertEquals(ScalarType.Byte, tensor.scalar_type().intern());
            assertArrayEquals(new double[] {0, 1, 127, 128, 255}, Tensors.values(tensor));
            assertArrayEquals(values, HostTensors.bytes(tensor));
        });
    }

    @Test
    void viewsAreReadInRowMajorOrder() {
        scoped(() -> {
            Tensor floats = HostTensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, HostTensors.floats(floats.t()));
            assertArrayEquals(new float[] {2, 5}, HostTensors.floats(floats.select(1, 1)));
            Tensor bytes = HostTensors.bytes(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new byte[] {1, 4, 2, 5, 3, 6}, HostTensors.bytes(bytes.t()));
        });
    }

    @Test
    void otherTypesAreReadAsFloats() {
        scoped(() -> {
            Tensor doubles = Tensors.of(new double[] {0.5, -3}, 2);
            doubles.set_requires_grad(true);
            assertArrayEquals(new float[] {0.5f, -3}, HostTensors.floats(doubles));
        });
    }

    @Test
    void emptyTensorsAreEmptyArrays() {
        scoped(() -> {
            Tensor none = HostTensors.floats(new float[0], 0, 3);
            assertArrayEquals(new long[] {0, 3}, Tensors.shape(none));
            assertArrayEquals(new float[0], HostTensors.floats(none));
            assertArrayEquals(new byte[0], HostTensors.bytes(HostTensors.bytes(new byte[0], 0)));
            assertEquals(0, HostTensors.buffer(none).remaining());
        });
    }

    @Test
    void shapeMustHoldTheValues() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> HostTensors.floats(SIX, 2, 2));
        assertEquals("shape must hold 6 values, holds 4", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> HostTensors.bytes(new byte[3], 4));
    }

    @Test
    void bytesOfAnotherTypeAreRefused() {
        scoped(() -> {
            Tensor floats = HostTensors.floats(SIX, 6);
            var refusal = assertThrows(IllegalArgumentException.class, () -> HostTensors.bytes(floats));
            assertEquals("type must be Byte, got Float", refusal.getMessage());
        });
    }

    @Test
    void memoryIsSharedAndDense() {
        scoped(() -> {
            Tensor doubles = Tensors.of(new double[] {1, 2}, 2);
            ByteBuffer memory = HostTensors.buffer(doubles).order(ByteOrder.nativeOrder());
            assertEquals(16, memory.remaining());
            memory.putDouble(8, 7);
            assertArrayEquals(new double[] {1, 7}, Tensors.values(doubles));
            Tensor matrix = HostTensors.floats(SIX, 2, 3);
            var refusal = assertThrows(IllegalArgumentException.class, () -> HostTensors.buffer(matrix.t()));
            assertEquals("tensor must be contiguous to be read as memory", refusal.getMessage());
        });
    }
}
