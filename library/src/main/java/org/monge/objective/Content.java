package org.monge.objective;

import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;

/** What the generator minimises beside its adversarial loss: how far each sample is from the one that was wanted. */
public sealed interface Content {
    /** Nothing: the generator's loss is the adversarial one. */
    record None() implements Content {}

    /** {@code adversarialWeight} times the adversarial loss + {@code weight} times a distance. */
    sealed interface Distance extends Content {
        double weight();

        double adversarialWeight();

        /** A scalar, the mean over every value of every sample; both are {@code (N, ...)}. */
        Tensor between(Tensor made, Tensor wanted);
    }

    /** E|G - x|, as in Isola et al. (2017), eq. 3. */
    record L1(double weight, double adversarialWeight) implements Distance {
        /** @throws IllegalArgumentException if a weight is negative */
        public L1 {
            Require.notNegative("weight", weight);
            Require.notNegative("adversarialWeight", adversarialWeight);
        }

        @Override
        public Tensor between(Tensor made, Tensor wanted) {
            return made.sub(wanted).abs().mean();
        }
    }

    /** E(G - x)^2, as in Ledig et al. (2017), eq. 4. */
    record MeanSquare(double weight, double adversarialWeight) implements Distance {
        /** @throws IllegalArgumentException if a weight is negative */
        public MeanSquare {
            Require.notNegative("weight", weight);
            Require.notNegative("adversarialWeight", adversarialWeight);
        }

        @Override
        public Tensor between(Tensor made, Tensor wanted) {
            return made.sub(wanted).square().mean();
        }
    }
}
