package org.monge.engine;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where a network computes, and in what precision. */
public record Execution(Device device, Precision precision) {
    /** float32 on the processor. */
    public static final Execution PLAIN = new Execution(Device.CPU, Precision.FP32);

    /**
     * What {@code network} makes of {@code input}, with its products and convolutions in this precision. The result has the
     * type of the input. Whether a GPU may use TF32 is one switch for the whole process: it is set here, and holds for the
     * derivatives until another network computes.
     */
    @SuppressWarnings("try")
    public Tensor apply(Tensor input, UnaryOperator<Tensor> network) {
        if (device.type() == DeviceType.CUDA) {
            Context switches = torch.globalContext();
            switches.setAllowTF32CuBLAS(precision == Precision.TF32);
            switches.setAllowTF32CuDNN(precision == Precision.TF32);
            switches.setDeterministicCuDNN(true);
        }
        if (precision != Precision.BF16) {
            return network.apply(input);
        }
        ScalarType type = input.scalar_type().intern();
        try (Autocast bfloat16 = new Autocast(device.type(), true)) {
            return network.apply(input).to(type);
        }
    }

    /** For people, as in {@code cpu, fp32}. */
    @Override
    public String toString() {
        return device + ", " + precision;
    }

    /** Computes what must not be rounded, such as a statistic of the weights, within a network of any precision. */
    @SuppressWarnings("try")
    public static Tensor exactly(Supplier<Tensor> body) {
        try (Autocast cpu = new Autocast(DeviceType.CPU, false);
                Autocast cuda = new Autocast(DeviceType.CUDA, false)) {
            return body.get();
        }
    }
}
