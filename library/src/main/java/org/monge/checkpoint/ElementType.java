package org.monge.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The types of the safetensors format that libtorch computes with, under the format's names. */
public enum ElementType {
    BOOL(1, ScalarType.Bool),
    U8(1, ScalarType.Byte),
    I8(1, ScalarType.Char),
    I16(2, ScalarType.Short),
    I32(4, ScalarType.Int),
    I64(8, ScalarType.Long),
    F16(2, ScalarType.Half),
    BF16(2, ScalarType.BFloat16),
    F32(4, ScalarType.Float),
    F64(8, ScalarType.Double);

    private final int bytes;
    private final ScalarType scalarType;

    ElementType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** How many bytes one value takes. */
    public int bytes() {
        return bytes;
    }

    /** libtorch's name of it. */
    public ScalarType scalarType() {
        return scalarType;
    }

    /** The type of this name in the format. */
    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * The type of a tensor.
     *
     * @throws IllegalArgumentException if the format has none for it
     */
    static ElementType of(Tensor tensor) {
        ScalarType scalarType = tensor.scalar_type().intern();
        return Arrays.stream(values())
                .filter(type -> type.scalarType == scalarType)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "type of a stored tensor must be one of " + Arrays.toString(values()) + ", got " + scalarType));
    }
}
