package org.monge.network;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Gradients;

/**
 * A function at samples: its output, and the way back of a gradient. Both can be differentiated by the weights.
 *
 * @param output {@code (N, output)}
 * @param pullback the gradient with respect to the samples, {@code (N, input)}, of a scalar whose gradient with respect to
 *     the output is given, {@code (N, output)}
 */
public record Differential(Tensor output, UnaryOperator<Tensor> pullback) {
    /** By automatic differentiation, which records what it does to be differentiated again. */
    public static Differential automatic(Tensor samples, UnaryOperator<Tensor> function) {
        Tensor source = samples;
        if (!samples.requires_grad()) {
            source = samples.detach();
            source.set_requires_grad(true);
        }
        Tensor from = source;
        Tensor output = function.apply(from);
        return new Differential(output, gradient -> Gradients.differentiable(output, from, gradient));
    }
}
