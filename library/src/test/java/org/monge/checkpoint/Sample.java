package org.monge.checkpoint;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.engine.Stateful;

/** State of every kind. */
final class Sample implements Stateful {
    final Map<String, Tensor> tensors = new LinkedHashMap<>();
    long number;
    byte[] bytes;

    /** Values that follow from {@code seed}; 0 for zeros. */
    Sample(long seed) {
        number = seed * 1_000_000_007L;
        bytes = new byte[] {(byte) seed, (byte) -seed, 0};
        add("matrix", seed, ScalarType.Float, 2, 3);
        add("double", seed, ScalarType.Double, 3);
        add("half", seed, ScalarType.Half, 5);
        add("brain", seed, ScalarType.BFloat16, 5);
        add("scalar", seed, ScalarType.Float);
        add("empty", seed, ScalarType.Float, 0, 4);
    }

    void add(String name, long seed, ScalarType type, long... shape) {
        tensors.put(name, Scope.keeping(() -> torch.arange(new Scalar(size(shape)))
                .add(new Scalar(0.3))
                .mul(new Scalar((double) seed))
                .reshape(shape)
                .to(type)));
    }

    private static double size(long... shape) {
        double size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        return size;
    }

    @Override
    public void describe(State state) {
        tensors.forEach(state.under("weights")::tensor);
        state.number("position", () -> number, value -> number = value);
        state.part("stream", inner -> inner.bytes("random", () -> bytes.clone(), value -> bytes = value));
    }

    /** Every bit of it. */
    String bits() {
        StringBuilder bits = new StringBuilder();
        bits.append(number).append(HexFormat.of().formatHex(bytes));
        Scope.scoped(() -> tensors.forEach((name, tensor) -> {
            byte[] content = new byte[Math.toIntExact(tensor.numel() * tensor.element_size())];
            HostTensors.buffer(tensor).get(content);
            bits.append('\n').append(name).append(HexFormat.of().formatHex(content));
        }));
        return bits.toString();
    }
}
