package org.monge.engine;

import java.util.Locale;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live and computations run: the processor, or a GPU.
 *
 * @param type {@code CPU} or {@code CUDA}
 * @param index which GPU, from 0; 0 for the processor
 */
public record Device(DeviceType type, int index) {
    static {
        Engine.ensureStarted();
    }

    /** The processor. */
    public static final Device CPU = new Device(DeviceType.CPU, 0);

    /** @throws IllegalArgumentException if {@code index} is negative */
    public Device {
        Require.notNegative("index of a device", index);
    }

    /**
     * The device of this name: {@code cpu}, {@code cuda}, {@code cuda:1}, or {@code auto} for {@link #best}.
     *
     * @throws IllegalArgumentException if it has another name, or is not there
     */
    public static Device named(String name) {
        Require.that(name.matches("auto|cpu|cuda(:\\d{1,3})?"), "device", "auto, cpu, cuda or cuda:N", name);
        if (name.equals("auto")) {
            return best();
        }
        if (name.equals("cpu")) {
            return CPU;
        }
        int found = torch.cuda_device_count();
        int index = name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
        Require.that(Context.hasCUDART(), "device", "cpu or auto where libtorch has no CUDA", name);
        Require.that(found > 0, "device", "cpu or auto where there is no GPU", name);
        Require.that(index < found, "device", "cpu or cuda:0 to cuda:" + (found - 1), name);
        return new Device(DeviceType.CUDA, index);
    }

    /** The first GPU where there is one that libtorch can use, else the processor. */
    public static Device best() {
        return torch.cuda_device_count() > 0 ? new Device(DeviceType.CUDA, 0) : CPU;
    }

    /** Where a tensor lives. */
    public static Device of(Tensor tensor) {
        if (tensor.is_cpu()) {
            return CPU;
        }
        org.bytedeco.pytorch.Device device = tensor.device();
        return new Device(device.type().intern(), Math.max(0, device.index()));
    }

    /**
     * The tensor on this device: itself if it is there. A copy to a GPU goes through pinned memory, and the program does
     * not wait for it; pinned memory is used again only when its copy is done. Call inside a scope.
     */
    public Tensor put(Tensor tensor) {
        Device from = of(tensor);
        if (from.equals(this)) {
            return tensor;
        }
        boolean toGpu = type == DeviceType.CUDA;
        Tensor source = toGpu && from.equals(CPU) ? tensor.pin_memory() : tensor;
        return source.to(libtorch(), source.scalar_type(), toGpu, false, new MemoryFormatOptional());
    }

    /** Of a tensor of this type that is made here. */
    public TensorOptions options(ScalarType scalarType) {
        return new TensorOptions(scalarType).device(new DeviceOptional(libtorch()));
    }

    /** Waits until all that was asked of this device is done: a clock must not be read before. */
    public void synchronize() {
        if (type == DeviceType.CUDA) {
            torch.cuda_synchronize(index);
        }
    }

    private org.bytedeco.pytorch.Device libtorch() {
        return new org.bytedeco.pytorch.Device(type, (byte) (type == DeviceType.CPU ? -1 : index));
    }

    /** As {@link #named} takes it. */
    @Override
    public String toString() {
        String name = type.name().toLowerCase(Locale.ROOT);
        return type == DeviceType.CPU ? name : name + ":" + index;
    }
}
