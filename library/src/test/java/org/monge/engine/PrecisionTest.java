package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.Tensors;

class PrecisionTest {
    private static final Execution BF16 = new Execution(Device.CPU, Precision.BF16);

    @ParameterizedTest
    @EnumSource
    void namesAreReadAsTheyAreWritten(Precision precision) {
        assertEquals(precision, Precision.named(precision.toString(), Device.CPU));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BF16", "float32", ""})
    void otherNamesAreRefused(String name) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Precision.named(name, Device.CPU));
        assertEquals("precision must be auto or one of [fp32, tf32, bf16], got " + name, refusal.getMessage());
    }

    @Test
    void autoIsBfloat16WhereTheProcessorHasInstructionsForIt() {
        assertTrue(Precision.hasBfloat16("processor: 0\nflags\t\t: fpu avx512_bf16 vaes\n"));
        assertTrue(Precision.hasBfloat16("flags : fpu amx_bf16"));
        assertFalse(Precision.hasBfloat16("flags\t\t: fpu avx512f avx512_vnni\nbugs: avx512_bf16\n"));
        assertFalse(Precision.hasBfloat16(""));
        assertEquals(Precision.named("auto", Device.CPU), Precision.best(Device.CPU));
    }

    /** Of 257 = 2^8 + 1, bfloat16 keeps 256. */
    @Test
    void bfloat16RoundsTheFactorsOfProductsAndNothingElse() {
        scoped(() -> {
            Tensor input = HostTensors.floats(new float[] {257}, 1, 1);
            assertEquals(256, Tensors.value(BF16.apply(input, x -> x.matmul(torch.ones(1, 1)))));
            assertEquals(258, Tensors.value(BF16.apply(input, x -> x.add(torch.ones(1, 1)))));
            assertEquals(257, Tensors.value(Execution.PLAIN.apply(input, x -> x.matmul(torch.ones(1, 1)))));
        });
    }

    @Test
    void resultsHaveTheTypeOfTheInput() {
        scoped(() -> {
            for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.Double}) {
                Tensor input = torch.ones(2, 2).to(type);
                Tensor[] within = new Tensor[1];
                Tensor product = BF16.apply(input, x -> within[0] = x.matmul(x));
                assertEquals(type, product.scalar_type().intern());
                ScalarType rounded = type == ScalarType.Float ? ScalarType.BFloat16 : ScalarType.Double;
                assertEquals(rounded, within[0].scalar_type().intern());
            }
        });
    }

    @Test
    void exactlyIsExactWithinBfloat16() {
        scoped(() -> {
            Tensor input = HostTensors.floats(new float[] {257}, 1, 1);
            Tensor product = BF16.apply(input, x -> Execution.exactly(() -> x.matmul(torch.ones(1, 1))));
            assertEquals(257, Tensors.value(product));
        });
    }

    /** A rounded weight that outlived an update would hide the update. */
    @Test
    void aWeightThatChangesBetweenTwoUsesIsSeenToChange() {
        scoped(() -> {
            Tensor input = torch.ones(1, 1);
            Tensor weight = torch.ones(1, 1);
            weight.set_requires_grad(true);
            double before = Tensors.value(BF16.apply(input, x -> x.matmul(weight)));
            Scope.mutating(() -> weight.add_(torch.ones(1, 1)));
            assertNotEquals(before, Tensors.value(BF16.apply(input, x -> x.matmul(weight))));
        });
    }

    @Test
    void theThreadIsLeftAsItWas() {
        scoped(() -> {
            BF16.apply(torch.ones(1, 1), x -> x);
            assertThrows(
                    IllegalStateException.class,
                    () -> BF16.apply(torch.ones(1, 1), x -> {
                        throw new IllegalStateException();
                    }));
            assertFalse(torch.is_autocast_enabled(DeviceType.CPU));
            assertFalse(torch.is_autocast_enabled(DeviceType.CUDA));
            assertEquals(
                    ScalarType.Half, torch.get_autocast_dtype(DeviceType.CUDA).intern());
        });
    }
}
