package org.monge.network;

import org.monge.engine.Require;
import org.monge.engine.Shape;

/** Whether a layer can take samples of a shape. */
final class Fit {
    private Fit() {}

    static void flat(String layer, Shape input) {
        Require.that(input.rank() == 1, "the input of " + layer, "flat", input);
    }

    static void image(String layer, Shape input) {
        Require.that(input.rank() == 3, "the input of " + layer, "channels, height and width", input);
    }

    static void multiple(String name, long extent, long factor) {
        Require.that(extent % factor == 0, name, "a multiple of " + factor, extent);
    }
}
