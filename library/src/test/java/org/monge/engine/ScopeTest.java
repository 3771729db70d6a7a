package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;

class ScopeTest {
    private static Tensor ones() {
        return torch.ones(new long[] {2, 2});
    }

    @Test
    void scopedFreesWhatItMade() {
        Tensors.assertNothingNativeIsLeft(
                () -> Scope.scoped(() -> ones().add(new Scalar(1)).sum()));
        Tensor[] made = new Tensor[1];
        Scope.scoped(() -> made[0] = ones());
        assertTrue(made[0].isNull());
    }

    @Test
    void scopedFreesWhatItMadeWhenItFails() {
        Tensors.assertNothingNativeIsLeft(() -> assertThrows(
                IllegalStateException.class,
                () -> Scope.scoped(() -> {
                    ones();
                    throw new IllegalStateException("boom");
                })));
    }

    @Test
    void readingReturnsAHostValueAndFreesTheRest() {
        assertEquals(4f, Scope.reading(() -> ones().sum().item_float()));
        Tensors.assertNothingNativeIsLeft(
                () -> assertNotNull(Scope.reading(() -> ones().sum().item_float())));
    }

    @Test
    void readingRefusesATensor() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Scope.reading(ScopeTest::ones));
        assertEquals("a tensor does not outlive its scope: use keeping", refusal.getMessage());
    }

    @Test
    void keptTensorOutlivesItsScopeAndIsFreedByItsOwner() {
        try (Tensor kept = Scope.keeping(() -> ones().add(new Scalar(1)))) {
            assertFalse(kept.isNull());
            assertEquals(8f, Scope.reading(() -> kept.sum().item_float()));
        }
        Tensors.assertNothingNativeIsLeft(
                () -> Scope.keeping(() -> ones().add(new Scalar(1))).close());
    }

    @Test
    void keptTensorOutlivesAnEnclosingScope() {
        Tensor[] kept = new Tensor[1];
        Scope.scoped(() -> kept[0] = Scope.keeping(ScopeTest::ones));
        assertEquals(4f, Scope.reading(() -> kept[0].sum().item_float()));
        kept[0].close();
        assertTrue(kept[0].isNull());
    }

    @Test
    void withoutGradRecordsNothingAndEndsWithItsBody() {
        Scope.scoped(() -> {
            Tensor weight = ones();
            weight.set_requires_grad(true);
            assertFalse(Scope.withoutGrad(() -> weight.add(new Scalar(1))).requires_grad());
            assertTrue(weight.add(new Scalar(1)).requires_grad());
            assertThrows(
                    IllegalStateException.class,
                    () -> Scope.withoutGrad(() -> {
                        throw new IllegalStateException("boom");
                    }));
            assertTrue(weight.add(new Scalar(1)).requires_grad());
        });
    }

    @Test
    void withoutGradFreesAllButItsResultWhichBelongsToTheScopeAround() {
        Tensor[] seen = new Tensor[2];
        Scope.scoped(() -> {
            seen[1] = Scope.withoutGrad(() -> {
                seen[0] = ones();
                return seen[0].add(new Scalar(1));
            });
            assertTrue(seen[0].isNull());
            assertEquals(8f, seen[1].sum().item_float());
        });
        assertTrue(seen[1].isNull());
    }

    @Test
    void withoutGradMayReturnATensorOfTheScopeAround() {
        Scope.scoped(() -> {
            Tensor outer = ones();
            Tensor same = Scope.withoutGrad(() -> outer);
            assertEquals(4f, same.sum().item_float());
            assertEquals(4f, outer.sum().item_float());
        });
    }

    @Test
    void mutatingAllowsAChangeInPlaceOfAParameter() {
        Scope.scoped(() -> {
            Tensor weight = ones();
            weight.set_requires_grad(true);
            Scope.mutating(() -> weight.add_(new Scalar(1)));
            assertEquals(8f, weight.sum().item_float());
            assertTrue(weight.is_leaf());
        });
    }

    @Test
    void gradientOfAScalarLeavesNothingBehindOnItsInputs() {
        Scope.scoped(() -> {
            Tensor weight = Tensors.of(new double[] {3, -1}, 2);
            weight.set_requires_grad(true);
            Tensor bystander = Tensors.of(new double[] {2, 2}, 2);
            bystander.set_requires_grad(true);
            Tensor scalar = weight.square().mul(bystander).sum();
            TensorVector gradients = Gradients.of(scalar, new TensorVector(weight));
            assertEquals(1, gradients.size());
            Tensors.assertClose(Tensors.of(new double[] {12, -4}, 2), gradients.get(0), 0, "2 w b");
            assertFalse(weight.grad().defined());
            assertFalse(bystander.grad().defined());
        });
    }

    @Test
    void differentiableGradientHasAGradientOfItsOwn() {
        Scope.scoped(() -> {
            Tensor x = Tensors.of(new double[] {3, -1}, 2);
            x.set_requires_grad(true);
            Tensor slope = Gradients.differentiable(x.pow(new Scalar(3)), x, torch.ones_like(x));
            Tensor curvature = Gradients.of(slope.sum(), new TensorVector(x)).get(0);
            Tensors.assertClose(Tensors.of(new double[] {27, 3}, 2), slope, 1e-12, "3 x^2");
            Tensors.assertClose(Tensors.of(new double[] {18, -6}, 2), curvature, 1e-12, "6 x");
        });
    }
}
