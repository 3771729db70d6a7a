package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;

class DeviceTest {
    /** Has shapes and no values: what mixes it with tensors of the host fails. */
    private static final Device META = new Device(DeviceType.Meta, 0);

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "CUDA", "cuda:", "cuda:x", "cuda:-1", "cuda:1000", "cpu:0", ""})
    void otherNamesAreRefused(String name) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Device.named(name));
        assertEquals("device must be auto, cpu, cuda or cuda:N, got " + name, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:0", "cuda:7"})
    void aGpuThatIsNotThereIsRefusedInOneLine(String name) {
        assumeFalse(torch.cuda_is_available(), "there is a GPU");
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Device.named(name));
        String reason = Context.hasCUDART() ? "there is no GPU" : "libtorch has no CUDA";
        assertEquals("device must be cpu or auto where " + reason + ", got " + name, refusal.getMessage());
    }

    @Test
    void autoIsTheProcessorWhereThereIsNoGpu() {
        assumeFalse(torch.cuda_is_available(), "there is a GPU");
        assertEquals(Device.CPU, Device.named("auto"));
    }

    @Test
    void namesAreReadAsTheyAreWritten() {
        assertEquals("cpu", Device.CPU.toString());
        assertEquals(Device.CPU, Device.named(Device.CPU.toString()));
        assertEquals("cuda:1", new Device(DeviceType.CUDA, 1).toString());
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() {
        scoped(() -> {
            Tensor tensor = torch.zeros(2);
            assertSame(tensor, Device.CPU.put(tensor));
            Tensor there = META.put(tensor);
            assertSame(there, META.put(there));
        });
    }

    @Test
    void aTensorGoesThereWithItsTypeAndShape() {
        scoped(() -> {
            Tensor there = META.put(HostTensors.longs(new long[] {1, 2, 3}, 3, 1));
            assertEquals(META, Device.of(there));
            assertEquals(ScalarType.Long, there.scalar_type().intern());
            assertArrayEquals(new long[] {3, 1}, Tensors.shape(there));
            assertEquals(META, Device.of(torch.zeros(new long[] {2}, META.options(ScalarType.Float))));
        });
    }

    @Test
    void randomNumbersAreDrawnAlikeForEveryDevice() {
        scoped(() -> {
            try (RandomStream here = new RandomStream(3);
                    RandomStream there = new RandomStream(3, META)) {
                here.normal(ScalarType.Float, 5);
                assertEquals(META, Device.of(there.normal(ScalarType.Float, 5)));
                here.uniform(ScalarType.Double, 2);
                assertEquals(META, Device.of(there.uniform(ScalarType.Double, 2)));
                assertArrayEquals(state(here), state(there));
            }
        });
    }

    private static byte[] state(RandomStream stream) {
        byte[][] state = new byte[1][];
        stream.describe(new BytesOnly((get, set) -> state[0] = get.get()));
        return state[0];
    }

    @Test
    void memoryThatIsNotOnTheHostIsNotRead() {
        scoped(() -> assertThrows(IllegalArgumentException.class, () -> HostTensors.buffer(META.put(torch.zeros(2)))));
    }
}
