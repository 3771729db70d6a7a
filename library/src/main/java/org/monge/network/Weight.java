package org.monge.network;

import org.monge.engine.Shape;

/**
 * A tensor that a layer asks for.
 *
 * @param name its name in the layer, as PyTorch has it: {@code weight}, {@code bias}, {@code running_mean}
 * @param role what it starts as, and whether training moves it
 * @param fanIn for a kernel, how many inputs reach one output, as if every stride were 1
 * @param fanOut for a kernel, how many outputs one input reaches, as if every stride were 1
 * @param connections for a kernel, the inputs that reach one output plus the outputs that one input reaches, on average,
 *     strides counted
 */
public record Weight(String name, Shape shape, Role role, long fanIn, long fanOut, double connections) {
    /** What a weight is for. */
    public enum Role {
        /** Multiplies the layer's input; starts as the network's {@link Initializer} says. */
        KERNEL,
        /** Added; starts at zero. */
        BIAS,
        /** Multiplies normalised values; starts at one, or as the network's {@link Initializer} says. */
        GAIN,
        /** A running statistic, not a parameter; starts at zero. */
        RUNNING_MEAN,
        /** A running statistic, not a parameter; starts at one. */
        RUNNING_VARIANCE,
        /** An estimate of a singular vector, not a parameter; starts in a random direction, of length 1. */
        DIRECTION;

        /** Whether training moves it by its gradient. */
        public boolean isTrained() {
            return this == KERNEL || this == BIAS || this == GAIN;
        }
    }

    static Weight kernel(Shape shape, long fanIn, long fanOut) {
        return kernel(shape, fanIn, fanOut, (double) fanIn + fanOut);
    }

    static Weight kernel(Shape shape, long fanIn, long fanOut, double connections) {
        return new Weight("weight", shape, Role.KERNEL, fanIn, fanOut, connections);
    }

    static Weight of(String name, Role role, long size) {
        return of(name, role, Shape.of(size));
    }

    static Weight of(String name, Role role, Shape shape) {
        return new Weight(name, shape, role, 0, 0, 0);
    }

    /** The same under another name. */
    Weight named(String other) {
        return new Weight(other, shape, role, fanIn, fanOut, connections);
    }
}
