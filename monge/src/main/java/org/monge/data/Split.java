package org.monge.data;

/** The part of a published dataset: what it is for, by its publishers' division. */
public enum Split {
    /** What models are fitted to. */
    TRAIN,
    /** What they are judged on. */
    TEST
}
