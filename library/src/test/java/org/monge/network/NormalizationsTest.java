package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.Tensors.assertClose;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Normalizations.GroupNorm;
import org.monge.network.Normalizations.InstanceNorm;
import org.monge.network.Normalizations.LayerNorm;
import org.monge.network.Normalizations.LayerNorm.Affine;

/** Norms of single samples, against loops on the host in float64. */
class NormalizationsTest {
    private static final List<String> AFFINE = List.of("weight", "bias");
    private static final Shape IMAGE = Shape.of(4, 3, 2);

    private abstract static class Normalization extends LayerCase {
        Normalization(Layer layer, List<String> names, Refusal... refusals) {
            super(layer, IMAGE, names, refusals);
        }

        /** How many neighbouring values share a mean and a variance. */
        abstract int together();

        /** The index of the gain and the bias of the i-th value of a sample. */
        abstract IntUnaryOperator affine();

        @Test
        void valuesTogetherHaveMeanZeroAndVarianceOneBeforeGainAndBias() {
            for (Mode mode : Mode.values()) {
                compare(mode, this::normalise);
            }
        }

        private double[] normalise(double[] x, Sequential network) {
            double[] gain = names().isEmpty() ? new double[24] : weight(network, "weight");
            double[] bias = names().isEmpty() ? new double[24] : weight(network, "bias");
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                int first = i / together() * together();
                double mean = 0;
                double square = 0;
                for (int j = first; j < first + together(); j++) {
                    mean += x[j] / together();
                    square += x[j] * x[j] / together();
                }
                double standard = (x[i] - mean) / Math.sqrt(square - mean * mean + 1e-3);
                int own = affine().applyAsInt(i % 24);
                y[i] = names().isEmpty() ? standard : gain[own] * standard + bias[own];
            }
            return y;
        }
    }

    @Nested
    class OfLayerNormPerChannel extends Normalization {
        OfLayerNormPerChannel() {
            super(new LayerNorm(Affine.PER_CHANNEL, 1e-3), AFFINE);
        }

        @Override
        int together() {
            return 24;
        }

        @Override
        IntUnaryOperator affine() {
            return i -> i / 6;
        }

        @Test
        void isTheGroupNormOfOneGroup() {
            scoped(() -> {
                Tensor x = noise(1, 5, 4, 3, 2);
                try (Sequential layer = alone(1);
                        Sequential group = new Architecture(
                                        new Initializer.HeUniform(), List.of(new GroupNorm(1, 1e-3)))
                                .build(IMAGE, x.scalar_type().intern(), new RandomStream(1))) {
                    assertClose(group.score(x), layer.score(x), ROUNDING, "scores");
                }
            });
        }
    }

    @Nested
    class OfLayerNormPerValue extends Normalization {
        OfLayerNormPerValue() {
            super(new LayerNorm(Affine.PER_VALUE, 1e-3), AFFINE);
        }

        @Override
        int together() {
            return 24;
        }

        @Override
        IntUnaryOperator affine() {
            return i -> i;
        }
    }

    @Nested
    class OfGroupNorm extends Normalization {
        OfGroupNorm() {
            super(
                    new GroupNorm(2, 1e-3),
                    AFFINE,
                    new Refusal(Shape.of(3, 2, 2), "channels must be a multiple of 2, got 3"));
        }

        @Override
        int together() {
            return 12;
        }

        @Override
        IntUnaryOperator affine() {
            return i -> i / 6;
        }
    }

    @Nested
    class OfInstanceNorm extends Normalization {
        OfInstanceNorm() {
            super(
                    new InstanceNorm(true, 1e-3),
                    AFFINE,
                    LayerCase.noImage("instance-norm"),
                    new Refusal(
                            Shape.of(3, 1, 1), "the input of instance-norm must be of more than one pixel, got 3x1x1"));
        }

        @Override
        int together() {
            return 6;
        }

        @Override
        IntUnaryOperator affine() {
            return i -> i / 6;
        }
    }

    @Nested
    class OfInstanceNormWithoutGainAndBias extends Normalization {
        OfInstanceNormWithoutGainAndBias() {
            super(new InstanceNorm(false, 1e-3), List.of());
        }

        @Override
        int together() {
            return 6;
        }

        @Override
        IntUnaryOperator affine() {
            return i -> i / 6;
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("epsilon must be greater than 0, got 0.0", () -> new LayerNorm(Affine.PER_VALUE, 0));
        refused("epsilon must be greater than 0, got -1.0", () -> new InstanceNorm(true, -1));
        refused("groups must be at least 1, got 0", () -> new GroupNorm(0, 1));
    }

    private static void refused(String message, Executable setting) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }
}
