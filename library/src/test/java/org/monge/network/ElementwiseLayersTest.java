package org.monge.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.monge.engine.Shape;
import org.monge.network.Activations.Elu;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Relu;
import org.monge.network.Activations.Sigmoid;
import org.monge.network.Activations.SmoothElu;
import org.monge.network.Activations.Softplus;
import org.monge.network.Activations.Tanh;
import org.monge.network.Shapes.Flatten;
import org.monge.network.Shapes.Reshape;

/** Layers that map each value for itself, or only its place. */
class ElementwiseLayersTest {
    private abstract static class Elementwise extends LayerContract {
        @Override
        Shape input() {
            return Shape.of(2, 3, 2);
        }

        @Override
        List<String> names() {
            return List.of();
        }

        @Override
        List<Refusal> refusals() {
            return List.of();
        }

        abstract double expected(double x);

        @Test
        void eachValueIsMappedForItself() {
            DoubleUnaryOperator map = this::expected;
            compare(Mode.TRAINING, (x, network) -> Arrays.stream(x).map(map).toArray());
        }
    }

    @Nested
    class OfRelu extends Elementwise {
        @Override
        Layer layer() {
            return new Relu();
        }

        @Override
        double expected(double x) {
            return Math.max(0, x);
        }
    }

    @Nested
    class OfLeakyRelu extends Elementwise {
        @Override
        Layer layer() {
            return new LeakyRelu(0.2);
        }

        @Override
        double expected(double x) {
            return x > 0 ? x : 0.2 * x;
        }
    }

    @Nested
    class OfTanh extends Elementwise {
        @Override
        Layer layer() {
            return new Tanh();
        }

        @Override
        double expected(double x) {
            return Math.tanh(x);
        }
    }

    @Nested
    class OfSigmoid extends Elementwise {
        @Override
        Layer layer() {
            return new Sigmoid();
        }

        @Override
        double expected(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    }

    @Nested
    class OfElu extends Elementwise {
        @Override
        Layer layer() {
            return new Elu();
        }

        @Override
        double expected(double x) {
            return x > 0 ? x : Math.exp(x) - 1;
        }
    }

    @Nested
    class OfSmoothElu extends Elementwise {
        @Override
        Layer layer() {
            return new SmoothElu();
        }

        @Override
        double expected(double x) {
            return Math.log1p(Math.exp(2 * x + 2)) / 2 - 1;
        }
    }

    @Nested
    class OfSoftplus extends Elementwise {
        @Override
        Layer layer() {
            return new Softplus();
        }

        @Override
        double expected(double x) {
            return Math.log1p(Math.exp(x));
        }
    }

    @Nested
    class OfReshape extends Elementwise {
        @Override
        Layer layer() {
            return new Reshape(2, 2, 3);
        }

        @Override
        Shape input() {
            return Shape.of(12);
        }

        @Override
        List<Refusal> refusals() {
            return List.of(new Refusal(Shape.of(13), "reshape must be of 13 values, got 2x2x3"));
        }

        @Override
        double expected(double x) {
            return x;
        }
    }

    @Nested
    class OfFlatten extends Elementwise {
        @Override
        Layer layer() {
            return new Flatten();
        }

        @Override
        double expected(double x) {
            return x;
        }
    }
}
