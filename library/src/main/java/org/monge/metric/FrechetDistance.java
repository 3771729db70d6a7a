package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/**
 * The Fréchet distance between Gaussians with the features' means and covariances: |m1 - m2|^2 + Tr(C1 + C2 - 2 (C1^1/2
 * C2 C1^1/2)^1/2), Heusel et al. (2017), eq. 6, which has (C1 C2)^1/2, of equal trace. Covariances divide by n - 1. All
 * roots are of symmetric matrices, by their eigenvalues; those that are 0 but for rounding count as 0.
 *
 * <p>It is the square of a distance. It is biased upwards, the more the fewer samples: compare at equal counts.
 *
 * @param supply whether too few samples are refused
 */
public record FrechetDistance(Supply supply) implements Metric {
    /** How many samples there must be. */
    public enum Supply {
        /** More than dimensions, as a covariance of full rank needs. */
        FULL_RANK,
        /** At least two. */
        ANY
    }

    /** Refuses samples that are not more than their dimensions. */
    public FrechetDistance() {
        this(Supply.FULL_RANK);
    }

    @Override
    public String name() {
        return "frechet-distance";
    }

    @Override
    public Resampling resampling() {
        return Resampling.REPLACED;
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public int least(int dimension) {
        return supply == Supply.FULL_RANK ? dimension + 1 : 2;
    }

    /** The distance, and its parts {@code .../means} and {@code .../covariances}. */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Features.requireEqualDimensions(generated, real);
        requireSupply("generated", generated);
        requireSupply("real", real);
        return Scope.reading(() -> {
            Tensor x = generated.tensor(); // (N, D)
            Tensor y = real.tensor(); // (M, D)
            double means = x.mean(0).sub(y.mean(0)).square().sum().item_double();
            double covariances = Math.max(0, covariances(covariance(x), covariance(y)));
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put(name(), means + covariances);
            numbers.put(name() + "/means", means);
            numbers.put(name() + "/covariances", covariances);
            return numbers;
        });
    }

    private void requireSupply(String which, Features features) {
        int least = least(features.dimension());
        String reason = supply == Supply.FULL_RANK ? " (more than dimensions)" : "";
        Require.that(
                features.count() >= least,
                "count of " + which + " features",
                "at least " + least + reason + " for a Frechet distance",
                features.count());
    }

    private static Tensor covariance(Tensor x) {
        Tensor centered = x.sub(x.mean(0));
        return centered.t().matmul(centered).div(new Scalar((double) (x.size(0) - 1))); // (D, D)
    }

    private static double covariances(Tensor c1, Tensor c2) {
        T_TensorTensor_T eigen = torch.linalg_eigh(c1);
        Tensor vectors = eigen.get1();
        Tensor root = vectors.mul(positive(eigen.get0()).sqrt()).matmul(vectors.t()); // C1^1/2
        Tensor product = root.matmul(c2).matmul(root);
        Tensor symmetric = product.add(product.t()).div(new Scalar(2.0));
        Tensor common = positive(torch.linalg_eigvalsh(symmetric)).sqrt();
        return c1.trace().add(c2.trace()).sub(common.sum().mul(new Scalar(2.0))).item_double();
    }

    /** Eigenvalues with those below d 2^-52 of the greatest set to 0. */
    private static Tensor positive(Tensor eigenvalues) {
        Tensor rounding = eigenvalues.amax().mul(new Scalar(eigenvalues.numel() * Math.ulp(1.0)));
        return eigenvalues.mul(eigenvalues.gt(rounding));
    }
}
