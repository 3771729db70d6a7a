package org.monge.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.monge.Tensors;
import org.monge.engine.Shape;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Maxout;
import org.monge.network.Resampling.AveragePool;
import org.monge.network.Resampling.GlobalMean;
import org.monge.network.Resampling.GlobalSum;
import org.monge.network.Resampling.NearestUpsample;
import org.monge.network.Resampling.PixelShuffle;
import org.monge.network.Shapes.Crop;

/** Layers that resample images, and maxout, against loops on the host in float64. */
class ImageLayersTest {
    private static final List<String> NONE = List.of();

    /** Fills (3, C, H, W) by place: {@code at(x, {n, c, row, column})}. */
    private static double[] fill(Shape shape, double[] x, ToDoubleBiFunction<double[], int[]> at) {
        int channels = (int) shape.get(0);
        int height = shape.rank() > 1 ? (int) shape.get(1) : 1;
        int width = shape.rank() > 1 ? (int) shape.get(2) : 1;
        double[] y = new double[3 * channels * height * width];
        for (int i = 0; i < y.length; i++) {
            int[] place = {
                i / (width * height * channels), i / (width * height) % channels, i / width % height, i % width
            };
            y[i] = at.applyAsDouble(x, place);
        }
        return y;
    }

    @Nested
    class OfMaxout extends LayerCase {
        OfMaxout() {
            super(
                    new Maxout(2, 3, true),
                    Shape.of(4),
                    List.of("weight", "bias"),
                    new Refusal(Shape.of(1, 2, 2), "the input of maxout must be flat, got 1x2x2"));
        }

        @Test
        void eachUnitIsTheLargestOfItsPieces() {
            compare(
                    Mode.TRAINING,
                    (x, network) -> fill(Shape.of(2), x, (samples, place) -> {
                        double[] w = weight(network, "weight");
                        double[] b = weight(network, "bias");
                        double largest = Double.NEGATIVE_INFINITY;
                        for (int piece = 3 * place[1]; piece < 3 * place[1] + 3; piece++) {
                            double y = b[piece];
                            for (int i = 0; i < 4; i++) {
                                y += w[4 * piece + i] * samples[4 * place[0] + i];
                            }
                            largest = Math.max(largest, y);
                        }
                        return largest;
                    }));
        }
    }

    @Nested
    class OfTransposedConvolution extends LayerCase {
        OfTransposedConvolution() {
            super(
                    new TransposedConvolution(2, 5, 2, 2, 1, true),
                    Shape.of(3, 4, 3),
                    List.of("weight", "bias"),
                    noImage("transposed-convolution"));
        }

        /** <y, convolution(x)> = <transposed(y), x> for one kernel, whatever x and y. */
        @Test
        void isTheTransposeOfTheConvolutionWithItsKernel() {
            scoped(() -> {
                Tensor kernel = noise(1, 3, 2, 5, 5);
                Weights weights = new Weights(Map.of("weight", kernel));
                Tensor x = noise(2, 4, 2, 8, 6);
                Tensor y = noise(3, 4, 3, 4, 3);
                Tensor forth = new Convolution(3, 5, 2, 2, false).forward(x, weights, Mode.TRAINING);
                Tensor back = new TransposedConvolution(2, 5, 2, 2, 1, false).forward(y, weights, Mode.TRAINING);
                double there = Tensors.value(forth.mul(y).sum());
                assertEquals(there, Tensors.value(back.mul(x).sum()), 1e-10); // some 10^4 terms of size 1
            });
        }

        @Test
        void shapesAreThoseOfThePapers() {
            Layer dcgan = new TransposedConvolution(64, 4, 2, 1, 0, false);
            assertEquals(Shape.of(64, 8, 8), dcgan.output(Shape.of(128, 4, 4)));
            assertEquals(
                    Shape.of(5, 4, 4), new TransposedConvolution(5, 4, 1, 0, 0, false).output(Shape.of(100, 1, 1)));
            Layer wganGp = new TransposedConvolution(64, 5, 2, 2, 1, true);
            assertEquals(Shape.of(64, 14, 14), wganGp.output(Shape.of(128, 7, 7)));
        }

        @Test
        void fansCountAsInThePaperOfEachInitializer() {
            Weight kernel = new TransposedConvolution(64, 5, 2, 2, 1, true)
                    .weights(Shape.of(128, 7, 7))
                    .get(0);
            assertEquals(128 * 25, kernel.fanIn());
            assertEquals(64 * 25, kernel.fanOut());
            assertEquals(128 * 25 / 4.0 + 64 * 25, kernel.connections());
            Weight forward = new Convolution(64, 5, 2, 2, true)
                    .weights(Shape.of(128, 7, 7))
                    .get(0);
            assertEquals(128 * 25 + 64 * 25 / 4.0, forward.connections());
        }

        @Test
        void paddingMustLeaveSomething() {
            Layer nothing = new TransposedConvolution(1, 2, 1, 1, 0, false);
            var refusal = assertThrows(IllegalArgumentException.class, () -> nothing.output(Shape.of(1, 1, 1)));
            assertEquals("padding must be less than half the spread image, 2, got 1", refusal.getMessage());
        }
    }

    @Nested
    class OfNearestUpsample extends LayerCase {
        OfNearestUpsample() {
            super(new NearestUpsample(3), Shape.of(2, 2, 3), NONE, noImage("nearest-upsample"));
        }

        @Test
        void eachPixelBecomesASquare() {
            compare(
                    Mode.TRAINING,
                    (x, network) -> fill(
                            Shape.of(2, 6, 9),
                            x,
                            (samples, at) -> samples[((2 * at[0] + at[1]) * 2 + at[2] / 3) * 3 + at[3] / 3]));
        }
    }

    @Nested
    class OfPixelShuffle extends LayerCase {
        OfPixelShuffle() {
            super(
                    new PixelShuffle(2),
                    Shape.of(8, 2, 3),
                    NONE,
                    noImage("pixel-shuffle"),
                    new Refusal(Shape.of(6, 2, 2), "channels must be a multiple of 4, got 6"));
        }

        @Test
        void channelsBecomePixels() {
            compare(
                    Mode.TRAINING,
                    (x, network) -> fill(Shape.of(2, 4, 6), x, (samples, at) -> {
                        int channel = 4 * at[1] + 2 * (at[2] % 2) + at[3] % 2;
                        return samples[((8 * at[0] + channel) * 2 + at[2] / 2) * 3 + at[3] / 2];
                    }));
        }
    }

    @Nested
    class OfAveragePool extends LayerCase {
        OfAveragePool() {
            super(
                    new AveragePool(2),
                    Shape.of(2, 4, 6),
                    NONE,
                    noImage("average-pool"),
                    new Refusal(Shape.of(1, 4, 5), "width must be a multiple of 2, got 5"));
        }

        @Test
        void eachSquareBecomesItsMean() {
            compare(
                    Mode.TRAINING,
                    (x, network) -> fill(Shape.of(2, 2, 3), x, (samples, at) -> {
                        int corner = ((2 * at[0] + at[1]) * 4 + 2 * at[2]) * 6 + 2 * at[3];
                        return (samples[corner] + samples[corner + 1] + samples[corner + 6] + samples[corner + 7]) / 4;
                    }));
        }
    }

    @Nested
    class OfGlobalSum extends LayerCase {
        OfGlobalSum() {
            super(new GlobalSum(), Shape.of(2, 2, 3), NONE, noImage("global-sum"));
        }

        @Test
        void eachChannelBecomesItsSum() {
            compare(Mode.TRAINING, (x, network) -> sums(x));
        }
    }

    @Nested
    class OfGlobalMean extends LayerCase {
        OfGlobalMean() {
            super(new GlobalMean(), Shape.of(2, 2, 3), NONE, noImage("global-mean"));
        }

        @Test
        void eachChannelBecomesItsMean() {
            compare(Mode.TRAINING, (x, network) -> {
                double[] means = sums(x);
                for (int i = 0; i < means.length; i++) {
                    means[i] /= 6;
                }
                return means;
            });
        }
    }

    private static double[] sums(double[] x) {
        double[] sums = new double[x.length / 6];
        for (int i = 0; i < x.length; i++) {
            sums[i / 6] += x[i];
        }
        return sums;
    }

    @Nested
    class OfCrop extends LayerCase {
        OfCrop() {
            super(
                    new Crop(2, 3),
                    Shape.of(2, 3, 5),
                    NONE,
                    noImage("crop"),
                    new Refusal(Shape.of(2, 3, 2), "width must be at most the image's, 2, got 3"));
        }

        @Test
        void topLeftIsKept() {
            compare(
                    Mode.TRAINING,
                    (x, network) -> fill(
                            Shape.of(2, 2, 3),
                            x,
                            (samples, at) -> samples[((2 * at[0] + at[1]) * 3 + at[2]) * 5 + at[3]]));
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        refused("pieces must be at least 1, got 0", () -> new Maxout(1, 0, true));
        refused(
                "outputPadding must be at least 0 and less than the stride, 2, got 2",
                () -> new TransposedConvolution(1, 4, 2, 1, 2, true));
        refused("factor must be at least 1, got 0", () -> new NearestUpsample(0));
        refused("factor must be at least 1, got 0", () -> new PixelShuffle(0));
        refused("factor must be at least 1, got 0", () -> new AveragePool(0));
        refused("height must be at least 1, got 0", () -> new Crop(0, 1));
    }

    private static void refused(String message, Executable setting) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }
}
