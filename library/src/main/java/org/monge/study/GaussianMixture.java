package org.monge.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.RandomStream;
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

    /** The density of one Gaussian at each of {@code points}, which its mean and deviation can be learned through. */
    static Tensor density(Tensor points, Tensor mean, Tensor deviation) {
        Tensor exponent = points.sub(mean).div(deviation).square().mul(new Scalar(-0.5));
        return exponent.exp().div(deviation).mul(new Scalar(1 / Math.sqrt(2 * Math.PI)));
    }

    /** Draws from it: float {@code (count, 1)}. Call inside a scope. */
    Tensor draw(int count, RandomStream random) {
        Tensor which = random.uniform(ScalarType.Float, count, 1);
        Tensor noise = random.normal(ScalarType.Float, count, 1);
        Tensor drawn = torch.zeros_like(noise);
        double end = 1;
        for (Component c : components) { // those that a later component does not overwrite are its
            Tensor own = noise.mul(new Scalar(c.deviation())).add(new Scalar(c.mean));
            drawn = torch.where(which.lt(new Scalar(end)), own, drawn);
            end -= c.weight / total();
        }
        return drawn;
    }

    /** The text that {@link #parse} takes. */
    @Override
    public String toString() {
        return components.stream()
                .map(c -> String.format(Locale.ROOT, "%s:%s:%s", c.weight, c.mean, c.variance))
                .collect(Collectors.joining(","));
    }
}
