package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/**
 * A layer whose kernel W is divided by its spectral norm, W / (u^T W v), so that the layer is 1-Lipschitz in the 2-norm
 * (a convolution: as a matrix of outputs by inputs and taps). Miyato et al. (2018), algorithm 1: the singular vectors u
 * and v come nearer by one power iteration in each forward of {@link Mode#TRAINING} and stay in
 * {@link Mode#EVALUATION}; the gradient takes them for constants. State as of PyTorch's {@code spectral_norm}:
 * {@code weight_orig}, {@code weight_u}, {@code weight_v}.
 */
public record SpectralNorm(Layer layer) implements Reparameterization {
    /** The least length that a vector is divided by. */
    private static final double EPSILON = 1e-12;

    /** @throws IllegalArgumentException if {@code layer} is not a {@link KernelLayer} */
    public SpectralNorm {
        Reparameterization.requireKernel(layer);
    }

    /** Whether a state's tensor of this name is one of the unit vectors, which a mean would shorten. */
    public static boolean isDirection(String name) {
        return name.endsWith("weight_u") || name.endsWith("weight_v");
    }

    @Override
    public List<Weight> inPlaceOf(Weight kernel) {
        Shape shape = kernel.shape();
        long outputs = shape.get(Reparameterization.outputDimension(layer));
        return List.of(
                kernel.named("weight_orig"),
                Weight.of("weight_u", Role.DIRECTION, outputs),
                Weight.of("weight_v", Role.DIRECTION, shape.size() / outputs));
    }

    /** It does not: each forward moves the singular vectors. */
    @Override
    public boolean actsOnEachAlone() {
        return false;
    }

    @Override
    public Tensor kernel(Weights weights, Mode mode) {
        Tensor kernel = weights.get("weight_orig");
        Tensor matrix =
                kernel.movedim(Reparameterization.outputDimension(layer), 0).flatten(1, -1);
        Tensor u = weights.get("weight_u");
        Tensor v = weights.get("weight_v");
        if (mode == Mode.TRAINING) {
            Scope.mutating(() -> {
                v.copy_(unit(matrix.t().mv(u)));
                u.copy_(unit(matrix.mv(v)));
            });
        }
        // Copies: the next forward moves u and v, perhaps before this one's gradient is taken.
        Tensor sigma = u.clone().dot(matrix.mv(v.clone()));
        return kernel.div(sigma);
    }

    private static Tensor unit(Tensor vector) {
        return vector.div(vector.norm().clamp_min(new Scalar(EPSILON)));
    }
}
