package org.monge.data;

<<<<<<< HEAD
/** The part of a published dataset: what it is for, by its publishers' division. */
public enum Split {
    /** What models are fitted to. */
    TRAIN,
    /** What they are judged on. */
    TEST
=======
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
>>>>>>> data
}
