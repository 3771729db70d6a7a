package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;

class ElementaryTest {
    private static final double[] POINTS = {-100, -37, -30, -5, 0, 0.3, 5, 21, 30, 30.5, 39, 41, 100};

    /** Value and slope of a function at one point, computed in this type. */
    private static double[] at(UnaryOperator<Tensor> function, double point, ScalarType type) {
        double[] results = new double[2];
        scoped(() -> {
            Tensor x = Tensors.of(new double[] {point}, 1).to(type);
            x.set_requires_grad(true);
            Tensor y = function.apply(x);
            results[0] = Tensors.values(y)[0];
            results[1] =
                    Tensors.values(Gradients.of(y.sum(), new TensorVector(x)).get(0))[0];
        });
        return results;
    }

    @Test
    void softplusIsExactAtEveryPoint() {
        for (double x : POINTS) {
            double[] found = at(Elementary::softplus, x, ScalarType.Double);
            double value = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            assertEquals(value, found[0], 4e-16 * value, () -> "softplus " + x);
            double slope = x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
            assertEquals(slope, found[1], 4e-16 * slope, () -> "its slope " + x);
        }
    }

    @Test
    void exponentialGoesOnAsItsTangent() {
        for (double x : POINTS) {
            double value = x <= 30 ? Math.exp(x) : Math.exp(30) * (x - 29);
            double slope = Math.exp(Math.min(x, 30));
            double[] found = at(Elementary::exp, x, ScalarType.Double);
            // An exponent of 34 is known to 7e-15, and so is the exponential to a share of that.
            assertEquals(value, found[0], 2e-14 * value, () -> "exp " + x);
            assertEquals(slope, found[1], 2e-14 * slope, () -> "its slope " + x);
        }
    }

    @Test
    void exponentialsAndTheirSquaresFitInShortFloats() {
        for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.BFloat16}) {
            double[] found = at(x -> Elementary.exp(x).square(), 100, type);
            assertTrue(Double.isFinite(found[0]) && Double.isFinite(found[1]), () -> type + " " + found[0]);
        }
    }

    @Test
    void logarithmOfSoftplusIsExactAtEveryPoint() {
        for (double x : POINTS) {
            double softplus = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            double[] found = at(Elementary::logSoftplus, x, ScalarType.Double);
            assertEquals(Math.log(softplus), found[0], 1e-13, () -> "log softplus " + x);
            double slope = 1 / (1 + Math.exp(-x)) / softplus;
            assertEquals(slope, found[1], 1e-13 + 1e-15 * slope, () -> "its slope " + x);
        }
        assertEquals(-100, at(Elementary::logSoftplus, -100, ScalarType.Float)[0]);
        assertEquals(1, at(Elementary::logSoftplus, -100, ScalarType.Float)[1]);
    }
}
