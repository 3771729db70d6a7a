package org.monge.engine;

/**
 * Something that a run must carry from one process to the next, bit for bit: weights, moments, random streams,
 * positions.
 */
public interface Stateful {
    /** Names every part of this object's state. One description serves saving, checking and restoring. */
    void describe(State state);
}
