package org.monge.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;

/**
 * A mixture of Gaussians on the line.
 *
 * @param components at least one; their weights are taken relative to their sum
 */
public record GaussianMixture(List<Component> components) {
    /** @throws IllegalArgumentException if there is no component */
    public GaussianMixture {
        components = List.copyOf(components);
        Require.positive("count of Gaussians", components.size());
    }

    /** One Gaussian of a mixture. */
    public record Component(double weight, double mean, double variance) {
        /** @throws IllegalArgumentException if a value is out of range */
        public Component {
            Require.positive("weight", weight);
            Require.that(Double.isFinite(mean), "mean", "finite", mean);
            Require.positive("variance", variance);
        }

        double deviation() {
            return Math.sqrt(variance);
        }
    }

    /** A single Gaussian. */
    public static GaussianMixture gaussian(double mean, double variance) {
        return new GaussianMixture(List.of(new Component(1, mean, variance)));
    }

    /**
     * The mixture that a text such as {@code 0.67:2:2,0.33:-1:0.065} describes: weight, mean and variance of each Gaussian.
     *
     * @throws IllegalArgumentException naming the part that breaks a rule
     */
    public static GaussianMixture parse(String text) {
        List<Component> components = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] numbers = part.split(":", -1);
            Require.that(numbers.length == 3, "Gaussian", "WEIGHT:MEAN:VARIANCE", "'" + part + "'");
            components.add(new Component(
                    number("weight", numbers[0]), number("mean", numbers[1]), number("variance", numbers[2])));
        }
        return new GaussianMixture(components);
    }

    static double number(String name, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException misfit) {
            throw new IllegalArgumentException(name + " must be a number, got '" + text + "'", misfit);
        }
    }

    private double total() {
        return components.stream().mapToDouble(Component::weight).sum();
    }

    /** The mean. */
    public double mean() {
        return components.stream().mapToDouble(c -> c.weight * c.mean).sum() / total();
    }

    /** The standard deviation. */
    public double deviation() {
        double mean = mean();
        double variance = components.stream()
                        .mapToDouble(c -> c.weight * (c.variance + (c.mean - mean) * (c.mean - mean)))
                        .sum()
                / total();
        return Math.sqrt(variance);
    }

    /** The density at each of {@code points}. Call inside a scope. */
    public Tensor density(Tensor points) {
        Tensor sum = torch.zeros_like(points);
        for (Component c : components) {
            double height = c.weight / total() / Math.sqrt(2 * Math.PI * c.variance);
            Tensor exponent = points.sub(new Scalar(c.mean)).square().mul(new Scalar(-0.5 / c.variance));
            sum = sum.add(exponent.exp().mul(new Scalar(height)));
        }
        return sum;
    }

    /** The text that {@link #parse} takes. */
    @Override
    public String toString() {
        return components.stream()
                .map(c -> String.format(Locale.ROOT, "%s:%s:%s", c.weight, c.mean, c.variance))
                .collect(Collectors.joining(","));
    }
}
