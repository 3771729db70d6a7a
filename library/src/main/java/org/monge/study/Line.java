package org.monge.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.objective.Divergence;
import org.monge.study.Curves.Curve;

/**
 * Equally spaced points of the line, and integrals over them in float64 by the trapezoid rule, which for densities that
 * fade out before both ends is exact to rounding. Densities below 1e-300 count as 1e-300.
 */
record Line(double from, double to, int count) {
    private static final double LEAST = 1e-300;

    /** Points that reach {@code deviations} of the widest Gaussian beyond all means, at least 40 for the narrowest's. */
    static Line around(double deviations, GaussianMixture... mixtures) {
        List<GaussianMixture.Component> all =
                Arrays.stream(mixtures).flatMap(m -> m.components().stream()).toList();
        double widest = all.stream()
                .mapToDouble(GaussianMixture.Component::deviation)
                .max()
                .orElseThrow();
        double narrowest = all.stream()
                .mapToDouble(GaussianMixture.Component::deviation)
                .min()
                .orElseThrow();
        double low =
                all.stream().mapToDouble(GaussianMixture.Component::mean).min().orElseThrow();
        double high =
                all.stream().mapToDouble(GaussianMixture.Component::mean).max().orElseThrow();
        double from = low - deviations * widest;
        double to = high + deviations * widest;
        return new Line(from, to, (int) Math.min(2_000_000, Math.max(4001, 16 * (to - from) / narrowest)));
    }

    double spacing() {
        return (to - from) / (count - 1);
    }

    /** Whether there are at least two points in a deviation of each Gaussian. */
    boolean resolves(GaussianMixture... mixtures) {
        return Arrays.stream(mixtures)
                .flatMap(m -> m.components().stream())
                .allMatch(gaussian -> 2 * spacing() < gaussian.deviation());
    }

    /** The points: float64 {@code (count)}. Call inside a scope, as all that follow but those that return numbers. */
    Tensor points() {
        return torch.linspace(new Scalar(from), new Scalar(to), count, new TensorOptions(ScalarType.Double));
    }

    /** The integral of a function given at the points. */
    Tensor integral(Tensor values) {
        return values.sum().mul(new Scalar(spacing()));
    }

    /** D_f(P||Q) of densities given at the points. */
    Tensor divergence(Divergence f, Tensor p, Tensor q) {
        Tensor above = q.clamp_min(new Scalar(LEAST));
        return integral(above.mul(f.f(p.clamp_min(new Scalar(LEAST)).div(above))));
    }

    /** D_f(P||Q); no number if the points do not resolve both. */
    double divergence(Divergence f, GaussianMixture p, GaussianMixture q) {
        if (!resolves(p, q)) {
            return Double.NaN;
        }
        return Scope.reading(
                () -> divergence(f, p.density(points()), q.density(points())).item_double());
    }

    /** A function of the points, to be drawn. */
    Curve curve(String name, UnaryOperator<Tensor> function) {
        float[] values = Scope.reading(() -> HostTensors.floats(function.apply(points())));
        return Curve.line(
                name,
                IntStream.range(0, count).mapToObj(i -> from + i * spacing()).toList(),
                IntStream.range(0, count).mapToObj(i -> (double) values[i]).toList());
    }
}
