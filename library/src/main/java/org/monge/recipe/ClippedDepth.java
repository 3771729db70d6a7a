package org.monge.recipe;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Gradients;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Mode;
import org.monge.network.Sequential;

/** What clipping makes of a critic's gradient, estimated on a fresh network. */
final class ClippedDepth {
    private static final int SAMPLES = 8;

    private ClippedDepth() {}

    /**
     * The root mean square of the score's slope along one input value, divided by the bound, which is the slope along one
     * input of the last layer. Every weight stands at plus or minus the bound, with the sign that it starts with, because
     * that is where clipping drives weights.
     */
    static double of(Recipe recipe, double bound) {
        Shape shown = recipe.training().presentation().shape(recipe.data().shape());
        try (RandomStream random = RandomStream.named("clip-check", recipe.seed());
                Sequential critic = recipe.discriminator().build(shown, random)) {
            return Scope.reading(() -> {
                Scope.mutating(() -> drive(critic.parameters(), bound));
                Tensor samples = random.normal(ScalarType.Float, shown.batch(SAMPLES));
                samples.set_requires_grad(true);
                Tensor total = critic.given(HostTensors.longs(new long[SAMPLES], SAMPLES))
                        .score(samples, Mode.TRAINING)
                        .sum();
                Tensor slopes = Gradients.of(total, new TensorVector(samples)).get(0);
                return slopes.square().mean().sqrt().item_double() / bound;
            });
        }
    }

    private static void drive(TensorVector parameters, double bound) {
        for (long i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            parameter.copy_(parameter.sign().mul(new Scalar(bound)));
        }
    }
}
