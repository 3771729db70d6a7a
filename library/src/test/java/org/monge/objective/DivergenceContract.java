package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.Gradients;

/** What holds for every {@link Divergence}, and for an f-GAN of it. */
abstract class DivergenceContract extends PointwiseObjectiveContract {
    private static final double[] SCORES =
            IntStream.rangeClosed(-100, 100).asDoubleStream().toArray();

    /** At these no form of f* loses more than four of a double's sixteen digits. */
    private static final double[] MODERATE =
            IntStream.rangeClosed(-32, 32).mapToDouble(i -> i / 4.0).toArray();

    /** From e^-3 to e^3. */
    private static final double[] RATIOS =
            IntStream.rangeClosed(-30, 30).mapToDouble(i -> Math.exp(i / 10.0)).toArray();

    private final Divergence divergence;
    private final DoubleUnaryOperator f;

    DivergenceContract(Divergence divergence, DoubleUnaryOperator f) {
        this.divergence = divergence;
        this.f = f;
    }

    @Override
    PointwiseObjective objective() {
        return new FGan(divergence, GeneratorLoss.SATURATING);
    }

    private static double[] apply(UnaryOperator<Tensor> function, double... points) {
        double[][] results = new double[1][];
        scoped(() -> results[0] = Tensors.values(function.apply(Tensors.of(points, points.length))));
        return results[0];
    }

    private static double[] slopes(UnaryOperator<Tensor> function, ScalarType type, double... points) {
        double[][] results = new double[1][];
        scoped(() -> {
            Tensor x = Tensors.of(points, points.length).to(type);
            x.set_requires_grad(true);
            results[0] = Tensors.values(
                    Gradients.of(function.apply(x).sum(), new TensorVector(x)).get(0));
        });
        return results[0];
    }

    /** Float64, with room for the size of the terms. */
    private static double rounding(double... terms) {
        return 1e-11 * (1 + Arrays.stream(terms).map(Math::abs).sum());
    }

    @Test
    void fIsThatOfTheTable() {
        double[] values = apply(divergence::f, RATIOS);
        for (int i = 0; i < RATIOS.length; i++) {
            assertEquals(f.applyAsDouble(RATIOS[i]), values[i], rounding(values[i], RATIOS[i]), "f " + RATIOS[i]);
        }
    }

    @Test
    void slopeIsTheDerivativeOfF() {
        double[] slopes = apply(divergence::slope, RATIOS);
        double[] derivatives = slopes(divergence::f, ScalarType.Double, RATIOS);
        for (int i = 0; i < RATIOS.length; i++) {
            assertEquals(derivatives[i], slopes[i], rounding(slopes[i]), "f' " + RATIOS[i]);
        }
    }

    @Test
    void thresholdIsTheSlopeAtOne() {
        assertEquals(apply(divergence::slope, 1)[0], divergence.threshold(), 1e-15);
    }

    /** Slopes of f at all sorts of ratios, and some below them all. */
    private double[] values() {
        double[] slopes = apply(divergence::slope, RATIOS);
        DoubleStream below = DoubleStream.of(0.5, 2, 7).map(further -> slopes[0] - further);
        return DoubleStream.concat(Arrays.stream(slopes), below).toArray();
    }

    @Test
    void conjugateIsTheSupremum() {
        double[] values = values();
        double[] conjugates = apply(divergence::conjugate, values);
        for (int i = 0; i < values.length; i++) {
            double t = values[i];
            double supremum = supremum(u -> u * t - f.applyAsDouble(u));
            // u t - f(u) cancels by as much as u t is large; the search itself errs by the square of 1e-8.
            assertEquals(supremum, conjugates[i], 1e-10 * (1 + Math.abs(t) * 30), () -> "f* " + t);
        }
    }

    /** The largest value of a function that rises and then falls, over u from e^-40 to e^5. */
    private static double supremum(DoubleUnaryOperator gain) {
        double low = -40;
        double high = 5;
        for (int i = 0; i < 120; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (gain.applyAsDouble(Math.exp(left)) < gain.applyAsDouble(Math.exp(right))) {
                low = left;
            } else {
                high = right;
            }
        }
        return gain.applyAsDouble(Math.exp((low + high) / 2));
    }

    @Test
    void productIsBoundedByFenchelAndYoung() {
        double[] values = values();
        double[] conjugates = apply(divergence::conjugate, values);
        for (double u : RATIOS) {
            for (int i = 0; i < values.length; i++) {
                double slack = f.applyAsDouble(u) + conjugates[i] - u * values[i];
                assertTrue(slack >= -rounding(conjugates[i], u * values[i]), "slack " + slack);
            }
        }
    }

    @Test
    void boundIsTightAtTheSlope() {
        double[] slopes = apply(divergence::slope, RATIOS);
        double[] conjugates = apply(divergence::conjugate, slopes);
        for (int i = 0; i < RATIOS.length; i++) {
            double product = RATIOS[i] * slopes[i];
            assertEquals(product, f.applyAsDouble(RATIOS[i]) + conjugates[i], rounding(product, conjugates[i]));
        }
    }

    @Test
    void activationRisesWithinTheDomain() {
        double[] values = apply(divergence::activation, SCORES);
        for (int i = 0; i < SCORES.length; i++) {
            assertTrue(Double.isFinite(values[i]) && values[i] <= divergence.domainEnd(), "T " + values[i]);
            assertTrue(i == 0 || values[i] >= values[i - 1], "at " + SCORES[i]);
        }
        for (double rise : slopes(divergence::activation, ScalarType.Double, MODERATE)) {
            assertTrue(rise > 0, () -> "rise " + rise);
        }
    }

    @Test
    void everyScoreHasFiniteValuesAndSlopesInEveryType() {
        for (ScalarType type : new ScalarType[] {ScalarType.BFloat16, ScalarType.Float, ScalarType.Double}) {
            assertFinite(type, divergence::activation);
            assertFinite(type, divergence::conjugateOfActivation);
        }
    }

    private static void assertFinite(ScalarType type, UnaryOperator<Tensor> function) {
        double[] values = apply(scores -> function.apply(scores.to(type)), SCORES);
        double[] slopes = slopes(function, type, SCORES);
        for (int i = 0; i < SCORES.length; i++) {
            double score = SCORES[i];
            assertTrue(Double.isFinite(values[i]), () -> type + " value at " + score);
            // Adam keeps the squares of gradients in float32, which ends at 3e38.
            assertTrue(Math.abs(slopes[i]) < 1e19, () -> type + " slope at " + score);
            assertTrue(slopes[i] >= 0, () -> type + " slope at " + score);
        }
    }

    @Test
    void compositionIsTheConjugateOfTheActivation() {
        double[] composed = apply(divergence::conjugateOfActivation, MODERATE);
        double[] inSteps = apply(v -> divergence.conjugate(divergence.activation(v)), MODERATE);
        for (int i = 0; i < MODERATE.length; i++) {
            assertEquals(inSteps[i], composed[i], 1e-9 * (1 + Math.abs(inSteps[i])), "at " + MODERATE[i]);
        }
    }

    @Test
    void slopeOfTheCompositionIsTheRatioThatTheActivationStandsFor() {
        // d f*(T) / dT = u with f'(u) = T; the total variation's f has a corner, where any T is a slope.
        double[] values = apply(divergence::activation, MODERATE);
        double[] rises = slopes(divergence::activation, ScalarType.Double, MODERATE);
        double[] composed = slopes(divergence::conjugateOfActivation, ScalarType.Double, MODERATE);
        for (int i = 0; i < MODERATE.length; i++) {
            double ratio = composed[i] / rises[i];
            if (ratio > 0 && Math.abs(ratio - 1) > 1e-9) {
                assertEquals(values[i], apply(divergence::slope, ratio)[0], 1e-8 * (1 + Math.abs(values[i])));
            }
        }
    }

    @Test
    void boundHoldsAtEveryScore() {
        double[] values = apply(divergence::activation, SCORES);
        double[] composed = apply(divergence::conjugateOfActivation, SCORES);
        for (double u : RATIOS) {
            for (int i = 0; i < SCORES.length; i++) {
                double slack = f.applyAsDouble(u) + composed[i] - u * values[i];
                assertTrue(slack >= -rounding(u * values[i], composed[i]), "at " + SCORES[i]);
            }
        }
    }

    @Test
    void boundReachesTheDivergenceOfTwoGaussians() {
        // A trapezoidal sum of smooth functions that end in zero converges faster than any power of the spacing.
        double spacing = 0.01;
        double[] grid =
                IntStream.rangeClosed(-3000, 3000).mapToDouble(i -> i * spacing).toArray();
        double[] p = Arrays.stream(grid).map(x -> gaussian(x, 0, 1)).toArray();
        double[] q = Arrays.stream(grid).map(x -> gaussian(x, 0.5, 1.3)).toArray();
        double[] ratios = IntStream.range(0, grid.length)
                .mapToDouble(i -> Math.exp(Math.log(p[i]) - Math.log(q[i])))
                .toArray();
        double[] best = apply(divergence::slope, ratios);
        double[] conjugates = apply(divergence::conjugate, best);
        double bound = 0;
        double integral = 0;
        for (int i = 0; i < grid.length; i++) {
            bound += spacing * (p[i] * best[i] - q[i] * conjugates[i]);
            integral += spacing * q[i] * f.applyAsDouble(ratios[i]);
        }
        assertEquals(integral, bound, 1e-10);
        assertTrue(integral > f.applyAsDouble(1) + 0.01, "the two differ");
    }

    private static double gaussian(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
    }

    @Test
    void lossOfTheBestScoresIsTheDivergence() {
        // Two distributions on three points, in tenths.
        int[] p = {5, 3, 2};
        int[] q = {1, 2, 7};
        double[] best = bestScores(5, 1.5, 2.0 / 7);
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            expected += q[i] / 10.0 * f.applyAsDouble((double) p[i] / q[i]);
        }
        assertEquals(-expected, loss(p, q, best), 1e-10);
        for (int i = 0; i < 3; i++) {
            for (double shift : new double[] {-0.1, 0.1}) {
                double[] other = best.clone();
                other[i] += shift;
                assertFalse(loss(p, q, other) < -expected - 1e-10, "no score does better");
            }
        }
    }

    private double loss(int[] p, int[] q, double[] scores) {
        double[] result = new double[1];
        scoped(() -> {
            Tensor loss = objective().discriminatorLoss(batch(p, scores), batch(q, scores));
            result[0] = value(loss);
            assertEquals(-result[0], value(objective().divergence(loss)));
        });
        return result[0];
    }

    private static Tensor batch(int[] counts, double[] scores) {
        double[] all = IntStream.range(0, 3)
                .boxed()
                .flatMapToDouble(i -> DoubleStream.generate(() -> scores[i]).limit(counts[i]))
                .toArray();
        return Tensors.of(all, 10, 1);
    }

    /** The scores whose activation is the slope at these ratios, by bisection. */
    private double[] bestScores(double... ratios) {
        double[][] results = new double[1][];
        scoped(() -> {
            Tensor goal = divergence.slope(Tensors.of(ratios, ratios.length));
            Tensor low = torch.full_like(goal, new Scalar(-30.0));
            Tensor high = torch.full_like(goal, new Scalar(30.0));
            for (int i = 0; i < 80; i++) {
                Tensor middle = low.add(high).mul(new Scalar(0.5));
                Tensor below = divergence.activation(middle).lt(goal);
                low = torch.where(below, middle, low);
                high = torch.where(below, high, middle);
            }
            results[0] = Tensors.values(low);
        });
        return results[0];
    }
}
