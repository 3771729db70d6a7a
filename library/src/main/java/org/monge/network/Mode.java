package org.monge.network;

/** Which statistics a normalising layer uses. */
public enum Mode {
    /** Those of the batch at hand, which also move the running ones. */
    TRAINING,
    /** The running ones, which stay as they are: each sample is then independent of the others. */
    EVALUATION
}
