package org.monge.metric;

import org.monge.engine.Require;

/** What a classifier says about samples: features of one probability for each class. */
public final class ClassProbabilities {
    private static final double ROUNDING = 1e-4; // float32 softmax

    private ClassProbabilities() {}

    /** The softmax of each vector of logits. */
    public static Features ofLogits(Features logits) {
        int classes = logits.dimension();
        double[] values = new double[logits.values().length];
        for (int i = 0; i < logits.count(); i++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                greatest = Math.max(greatest, logits.at(i, c));
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                values[i * classes + c] = Math.exp(logits.at(i, c) - greatest);
                sum += values[i * classes + c];
            }
            for (int c = 0; c < classes; c++) {
                values[i * classes + c] /= sum;
            }
        }
        return new Features(logits.count(), classes, values);
    }

    /** The most probable class of each sample, the first of equals. */
    public static int[] mostProbable(Features probabilities) {
        int[] labels = new int[probabilities.count()];
        for (int i = 0; i < labels.length; i++) {
            for (int c = 1; c < probabilities.dimension(); c++) {
                labels[i] = probabilities.at(i, c) > probabilities.at(i, labels[i]) ? c : labels[i];
            }
        }
        return labels;
    }

    /** @throws IllegalArgumentException if a vector is not a distribution over classes */
    static void require(Features probabilities) {
        for (int i = 0; i < probabilities.count(); i++) {
            double sum = 0;
            for (int c = 0; c < probabilities.dimension(); c++) {
                double p = probabilities.at(i, c);
                Require.that(p >= 0, "probabilities of classes", "at least 0", p);
                sum += p;
            }
            Require.that(Math.abs(sum - 1) < ROUNDING, "probabilities of classes", "of sum 1 for each sample", sum);
        }
    }
}
