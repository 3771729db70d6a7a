package org.monge.data;

import org.monge.engine.Shape;

/** Where real samples come from: a dataset, or a distribution that is drawn from without end. */
public interface SampleSource {
    /** What it is, for people: {@code fashion-mnist}, or a path. */
    String name();

    /** Where it was found, for people. */
    String source();

    /** Of one sample. */
    Shape shape();

    /** How many samples there are; 0 where they are drawn without end. */
    long count();

    /** How many classes samples are labelled with, from 0; 0 where they have no labels. */
    int labelledClasses();

    /** SHA-256, in hexadecimal: equal where a run would see the same samples. */
    String sha256();

    /**
     * A fresh stream, which the caller closes. Equal seeds give equal streams.
     *
     * @throws IllegalArgumentException if {@code batchSize} is less than 1, or more than there are samples
     */
    SampleStream stream(int batchSize, long seed);
}
