package org.monge.train;

/**
 * What the diagnostics of a training found wrong.
 *
 * @param step after which it was found
 * @param evidence the numbers that show it
 */
public record Alarm(Kind kind, long step, String evidence) {
    /** What goes wrong with adversarial training. */
    public enum Kind {
        /** Samples repeat a few modes of the data. */
        MODE_COLLAPSE(
                "samples repeat a few modes",
                "an invented mode costs the generator much and a missed one little, so it repeats what is safe:"
                        + " Arjovsky and Bottou (2017), theorem 2.5",
                "take a Wasserstein objective with a gradient penalty, pack samples (training.presentation.packing),"
                        + " or give the discriminator more updates"),
        /** Gradients shrink on their way through the critic. */
        VANISHING_GRADIENTS(
                "gradients vanish on their way to the critic's first layer",
                "each layer multiplies the gradient by its weights, and weights held too small make it fall exponentially"
                        + " with depth: Gulrajani et al. (2017), section 3.2",
                "raise the clip bound, or better replace clipping by a gradient penalty; add normalisation"),
        /** Gradients grow on their way through the critic. */
        EXPLODING_GRADIENTS(
                "gradients explode on their way to the critic's first layer",
                "each layer multiplies the gradient by its weights, and weights held too large make it grow exponentially"
                        + " with depth: Gulrajani et al. (2017), section 3.2",
                "lower the clip bound, or better replace clipping by a gradient penalty; lower the learning rate"),
        /** The generator's loss is flat. */
        VANISHING_GENERATOR_GRADIENT(
                "the generator's gradient has vanished",
                "where the discriminator is sure of every sample, log(1 - D) saturates and leaves the generator nothing to"
                        + " follow: Goodfellow et al. (2014), section 3; Arjovsky and Bottou (2017), theorem 2.4",
                "give the generator -log D (the objective non-saturating), or take a Wasserstein critic"),
        /** The generator's loss is steep. */
        EXPLODING_GENERATOR_GRADIENT(
                "the generator's gradient explodes",
                "it is as steep as the discriminator, which grows steeper as long as nothing bounds it; under one that is"
                        + " nearly perfect -log D fluctuates without bound: Arjovsky and Bottou (2017), theorem 2.6",
                "bound the discriminator's slope by a gradient penalty or spectral norm, or lower the learning rates"),
        /** The discriminator is sure of every sample. */
        SATURATION(
                "the discriminator is saturated",
                "real and generated samples hardly overlap, so an almost perfect discriminator exists, whose loss is flat:"
                        + " log(1 - D) leaves the generator no gradient, -log D a wild one: Arjovsky and Bottou (2017),"
                        + " theorems 2.4 and 2.6",
                "take a Wasserstein objective, add instance noise (training.presentation.noise), or lower the"
                        + " discriminator's learning rate"),
        /** The critic is far from the best one against this generator. */
        CRITIC_NOT_OPTIMAL(
                "the critic is no longer near its optimum",
                "the generator follows the gradient of a distance only while the critic is nearly the best one; a sudden"
                        + " fall of the estimate is not a better sample but a lost critic: Arjovsky et al. (2017), section 3",
                "give the critic more updates (training.alternation.discriminator-steps) or a higher learning rate, or"
                        + " lower the generator's");

        private final String finding;
        private final String reason;
        private final String remedy;

        Kind(String finding, String reason, String remedy) {
            this.finding = finding;
            this.reason = reason;
            this.remedy = remedy;
        }

        /** What is the matter. */
        public String finding() {
            return finding;
        }

        /** Why it happens, and who found it out. */
        public String reason() {
            return reason;
        }

        /** What to change. */
        public String remedy() {
            return remedy;
        }
    }
}
