package org.monge.objective;

/** What the generator of an {@link FGan} minimises, Nowozin et al. (2016). */
public enum GeneratorLoss {
    /** -E[f*(T)], algorithm 1: the divergence's bound, as the discriminator sees it. */
    SATURATING,
    /** -E[T], section 3.2: stronger where the discriminator is sure. */
    NON_SATURATING
}
