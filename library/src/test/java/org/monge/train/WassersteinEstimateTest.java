package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.engine.Scope.reading;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;
import org.monge.objective.Wasserstein;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;

class WassersteinEstimateTest {
    private static final double WEIGHT = 10;
    private static final int STEPS = 1600;

    /**
     * Between point masses at distance d the best critic under the penalty is linear on the line that joins them, with
     * slope s where s d - weight (s - 1)^2 is largest: s = 1 + d / (2 weight). Its estimate is s d, a little above d: here its mean over
     * the second half of the training.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.0, 3.0})
    void isTheDistanceBetweenTwoPointMasses(double distance) {
        double estimate = estimate(distance, STEPS, Execution.PLAIN);
        assertEquals(distance * (1 + distance / (2 * WEIGHT)), estimate, 0.02 * distance);
    }

    /** Equal points have equal scores, so no rounding of theirs is averaged away: half a unit of each is 2^-9. */
    @Test
    void isTheSameInBfloat16() {
        double estimate = estimate(1, STEPS / 2, new Execution(Device.CPU, Precision.BF16));
        assertEquals(1 + 1 / (2 * WEIGHT), estimate, 0.02);
    }

    private static double estimate(double distance, int steps, Execution execution) {
        Wasserstein objective = new Wasserstein();
        GradientPenalty penalty = new GradientPenalty(WEIGHT, 1, Sides.TWO_SIDED);
        Architecture layers = new Architecture(
                new Initializer.HeUniform(),
                List.of(
                        new Dense(64, true),
                        new LeakyRelu(0.2),
                        new Dense(64, true),
                        new LeakyRelu(0.2),
                        new Dense(1, true)));
        try (RandomStream random = new RandomStream(1);
                Sequential critic = layers.build(Shape.of(2), random, execution);
                Descent descent = new Adam(1e-3, 0.5, 0.9, 1e-8).over(critic.parameters())) {
            double sum = 0;
            int settled = steps / 2;
            for (int i = 0; i < steps; i++) {
                double estimate = reading(() -> {
                    Tensor real = points(0.3 + distance);
                    Tensor fake = points(0.3);
                    Tensor loss = objective.discriminatorLoss(
                            critic.score(real, Mode.TRAINING), critic.score(fake, Mode.TRAINING));
                    descent.minimize(loss.add(penalty.evaluate(critic, real, fake, random)));
                    return objective.divergence(loss).item_double();
                });
                sum += i < settled ? 0 : estimate;
            }
            return sum / (steps - settled);
        }
    }

    /** Sixty-four times the point (x, -0.2). */
    private static Tensor points(double x) {
        Tensor points = torch.full(new long[] {64, 2}, new Scalar(-0.2), new TensorOptions(ScalarType.Float));
        points.select(1, 0).fill_(new Scalar(x));
        return points;
    }
}
