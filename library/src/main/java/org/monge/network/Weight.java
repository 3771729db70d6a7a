package org.monge.network;

import org.monge.engine.Shape;

/**
 * A tensor that a layer asks for.
 *
 * @param name its name in the layer, as PyTorch has it: {@code weight}, {@code bias}, {@code running_mean}
 * @param role what it starts as, and whether training moves it
 * @param fanIn for a kernel, how many inputs reach one output
 * @param fanOut for a kernel, how many outputs one input reaches
 */
public record Weight(String name, Shape shape, Role role, long fanIn, long fanOut) {
    /** What a weight is for. */
    public enum Role {
        /** Multiplies the layer's input; starts as the network's {@link Initializer} says. */
        KERNEL,
        /** Added; starts at zero. */
        BIAS,
        /** Multiplies normalised values; starts at one. */
        GAIN,
        /** A running statistic, not a parameter; starts at zero. */
        RUNNING_MEAN,
        /** A running statistic, not a parameter; starts at one. */
        RUNNING_VARIANCE;

        /** Whether training moves it by its gradient. */
        public boolean isTrained() {
            return this == KERNEL || this == BIAS || this == GAIN;
        }
    }

    static Weight kernel(Shape shape, long fanIn, long fanOut) {
        return new Weight("weight", shape, Role.KERNEL, fanIn, fanOut);
    }

    static Weight of(String name, Role role, long size) {
        return new Weight(name, Shape.of(size), role, 0, 0);
    }
}
