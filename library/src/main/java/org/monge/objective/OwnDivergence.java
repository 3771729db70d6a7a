package org.monge.objective;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * A divergence of one's own, in four functions that work value by value.
 *
 * @param name what a meter calls it
 * @param f of ratios u = p/q
 * @param slope f'
 * @param conjugate f*
 * @param activation g_f, from scores to the domain of f*, rising
 */
public record OwnDivergence(
        String name,
        UnaryOperator<Tensor> f,
        UnaryOperator<Tensor> slope,
        UnaryOperator<Tensor> conjugate,
        UnaryOperator<Tensor> activation)
        implements Divergence {
    @Override
    public Tensor f(Tensor ratios) {
        return f.apply(ratios);
    }

    @Override
    public Tensor slope(Tensor ratios) {
        return slope.apply(ratios);
    }

    @Override
    public Tensor conjugate(Tensor values) {
        return conjugate.apply(values);
    }

    @Override
    public Tensor activation(Tensor scores) {
        return activation.apply(scores);
    }
}
