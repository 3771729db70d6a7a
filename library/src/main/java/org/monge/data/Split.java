package org.monge.data;

/** The part of a dataset that a run reads. */
public enum Split {
    TRAIN("train", "train"),
    TEST("test", "t10k");

    private final String label;
    private final String idxPrefix;

    Split(String label, String idxPrefix) {
        this.label = label;
        this.idxPrefix = idxPrefix;
    }

    /** How the files of MNIST and its kin begin. */
    String idxPrefix() {
        return idxPrefix;
    }

    /** {@code train} or {@code test}. */
    @Override
    public String toString() {
        return label;
    }
}
