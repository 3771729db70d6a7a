package org.monge.network;

/** A layer that enlarges images, rows and columns alike: each value of a line becomes a mean of the smaller line's. */
interface Interpolation extends Layer {
    /** How many times as long lines become. */
    long factor();

    /** What each of the {@code extent} values of a line contributes to this place of the longer one. */
    double[] shares(int place, int extent);
}
