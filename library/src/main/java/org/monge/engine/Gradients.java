package org.monge.engine;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Derivatives of scalars. Call inside a {@link Scope}: the results belong to it. */
public final class Gradients {
    static {
        Engine.ensureStarted();
    }

    private Gradients() {}

    /**
     * The gradient of {@code scalar} with respect to each of {@code inputs}, in their order; zero for those that it does
     * not depend on. Nothing else collects a gradient: a generator's loss leaves the discriminator untouched.
     */
    public static TensorVector of(Tensor scalar, TensorVector inputs) {
        TensorVector gradients =
                torch.grad(new TensorVector(scalar), inputs, new TensorVector(), new BoolOptional(false), false, true);
        for (long i = 0; i < inputs.size(); i++) {
            if (!gradients.get(i).defined()) {
                gradients.put(i, torch.zeros_like(inputs.get(i).detach()));
            }
        }
        return gradients;
    }

    /** The gradient of {@code scalar} with respect to {@code input}; the scalar can be differentiated once more after it. */
    public static Tensor kept(Tensor scalar, Tensor input) {
        return torch.grad(
                        new TensorVector(scalar),
                        new TensorVector(input),
                        new TensorVector(),
                        new BoolOptional(true),
                        false,
                        false)
                .get(0);
    }

    /**
     * The gradient with respect to {@code input}, and of its shape, of a scalar whose gradient with respect to {@code output}
     * is given; a function that can be differentiated again.
     */
    public static Tensor differentiable(Tensor output, Tensor input, Tensor gradient) {
        return torch.grad(
                        new TensorVector(output),
                        new TensorVector(input),
                        new TensorVector(gradient),
                        new BoolOptional(true),
                        true,
                        false)
                .get(0);
    }
}
