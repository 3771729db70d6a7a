package org.monge.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Gradients;
import org.monge.objective.Objective;
import org.monge.objective.Wasserstein;

/** What the scores of a critic tell: its estimate, how near it is to its best, and how its loss pulls at either player. */
record ScoreDiagnostics(Objective objective) {
    static final String ADVANTAGE = Diagnostics.PREFIX + "estimate/advantage";
    static final String ESTIMATE = Diagnostics.PREFIX + "estimate/critic";
    static final String ESTIMATE_PER_SLOPE = Diagnostics.PREFIX + "estimate/critic-per-slope";
    static final String CRITIC_PULL = Diagnostics.PREFIX + "pull/discriminator";
    static final String GENERATOR_PULL = Diagnostics.PREFIX + "pull/generator";

    /**
     * @param onReal scores of real samples, {@code (N, 1)}
     * @param onFake of generated ones
     * @param steep a slope of the critic that few exceed
     */
    Map<String, Double> measure(Tensor onReal, Tensor onFake, double steep) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Tensor both = torch.cat(new TensorVector(onReal, onFake));
        Tensor constant = torch.zeros_like(onReal).add(both.mean());
        Tensor loss = objective.discriminatorLoss(onReal, onFake);
        double gain = objective.discriminatorLoss(constant, constant).sub(loss).item_double();
        double estimate = objective.divergence(loss).item_double();
        numbers.put(ESTIMATE, estimate);
        if (objective instanceof Wasserstein) {
            numbers.put(ESTIMATE_PER_SLOPE, estimate / steep);
        }
        numbers.put(ADVANTAGE, gain / both.std().item_double());
        Tensor zero = torch.zeros_like(onReal);
        numbers.put(CRITIC_PULL, criticPull(onReal, onFake) / criticPull(zero, zero));
        numbers.put(GENERATOR_PULL, generatorPull(onReal, onFake) / generatorPull(zero, zero));
        return numbers;
    }

    private double criticPull(Tensor onReal, Tensor onFake) {
        Tensor x = differentiable(onReal);
        Tensor y = differentiable(onFake);
        return pull(objective.discriminatorLoss(x, y), x, y);
    }

    private double generatorPull(Tensor onReal, Tensor onFake) {
        Tensor y = differentiable(onFake);
        return pull(objective.generatorLoss(() -> onReal, y), y);
    }

    /** The sum of the magnitudes of a loss' derivatives by scores. */
    private static double pull(Tensor loss, Tensor... scores) {
        TensorVector gradients = Gradients.of(loss, new TensorVector(scores));
        double sum = 0;
        for (long i = 0; i < gradients.size(); i++) {
            sum += gradients.get(i).abs().sum().item_double();
        }
        return sum;
    }

    /** The same numbers, which a gradient can be taken by. */
    static Tensor differentiable(Tensor values) {
        Tensor source = values.detach();
        source.set_requires_grad(true);
        return source;
    }
}
