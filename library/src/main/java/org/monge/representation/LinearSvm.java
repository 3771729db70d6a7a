package org.monge.representation;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.monge.engine.Require;

/**
 * A linear support vector machine with squared hinge loss, one class against the rest: minimises |w|^2 / 2 + C sum max(0,
 * 1 - y w x)^2, by the dual coordinate descent (Hsieh et al., 2008) of LIBLINEAR (Fan et al., 2008). A constant feature of 1 makes the bias. Each
 * feature is first given mean 0 and variance 1 over the training rows, so that layers of any scale count alike, and all are
 * divided by the root of their number, so that C means the same for any of it. A deviation below a thousandth of the usual
 * one is not blown up further.
 */
public final class LinearSvm {
    private static final double TOLERANCE = 0.1;
    private static final int MOST_PASSES = 200;
    /** Of the root mean variance; added to every deviation. */
    private static final double LEAST = 1e-3;

    /** Every tenth row. */
    private static final int HELD_OUT = 10;

    private final Model model;
    private final double cost;
    private final Standard standard;

    private LinearSvm(Model model, double cost, Standard standard) {
        this.model = model;
        this.cost = cost;
        this.standard = standard;
    }

    /** Labelled rows of features. The arrays are not copied. */
    public static final class Rows {
        private final float[] values;
        private final int[] labels;

        /**
         * @param values {@code (N, features)}, row by row
         * @param labels of the N rows, each from 0
         * @throws IllegalArgumentException if there is no row, or a row is not whole
         */
        public Rows(float[] values, int[] labels) {
            boolean whole = labels.length > 0 && values.length > 0 && values.length % labels.length == 0;
            Require.that(whole, "values", "equally many for each of " + labels.length + " rows", values.length);
            this.values = values;
            this.labels = labels;
        }

        /** The features, row by row. */
        public float[] values() {
            return values;
        }

        /** The class of each row. */
        public int[] labels() {
            return labels;
        }

        /** How many rows there are. */
        public int count() {
            return labels.length;
        }

        /** How many features a row has. */
        public int features() {
            return values.length / labels.length;
        }

        /** The rows at {@code indices}. */
        Rows at(int[] indices) {
            int features = features();
            float[] chosen = new float[indices.length * features];
            for (int i = 0; i < indices.length; i++) {
                System.arraycopy(values, indices[i] * features, chosen, i * features, features);
            }
            return new Rows(chosen, IntStream.of(indices).map(i -> labels[i]).toArray());
        }
    }

    /** Trains with a given C. Equal rows give an equal machine. */
    public static LinearSvm train(Rows rows, double cost) {
        return Task.of(rows).train(cost);
    }

    /**
     * Trains with the C of {@code costs} that is best on every tenth row when it was trained on the others, the first of
     * equals; then on all rows with that C.
     */
    public static LinearSvm trainChoosingCost(Rows rows, List<Double> costs) {
        return train(rows, best(rows, costs));
    }

    private static double best(Rows rows, List<Double> costs) {
        Require.that(rows.count() >= 2 * HELD_OUT, "rows", "at least " + 2 * HELD_OUT, rows.count());
        Task others = Task.of(rows.at(IntStream.range(0, rows.count())
                .filter(i -> i % HELD_OUT != HELD_OUT - 1)
                .toArray()));
        Rows heldOut = rows.at(IntStream.range(0, rows.count())
                .filter(i -> i % HELD_OUT == HELD_OUT - 1)
                .toArray());
        double best = -1;
        double chosen = Double.NaN;
        for (double cost : costs) {
            double accuracy = others.train(cost).accuracy(heldOut);
            if (accuracy > best) {
                best = accuracy;
                chosen = cost;
            }
        }
        return chosen;
    }

    /** Rows as LIBLINEAR takes them. */
    private record Task(Problem problem, Standard standard) {
        static Task of(Rows rows) {
            Standard standard = Standard.of(rows);
            Problem problem = new Problem();
            problem.l = rows.count();
            problem.n = rows.features() + 1;
            problem.bias = 1;
            problem.y = IntStream.of(rows.labels()).asDoubleStream().toArray();
            problem.x = new Feature[problem.l][];
            for (int row = 0; row < problem.l; row++) {
                problem.x[row] = standard.nodes(rows, row);
            }
            return new Task(problem, standard);
        }

        LinearSvm train(double cost) {
            Require.positive("cost", cost);
            Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, cost, MOST_PASSES, TOLERANCE);
            parameter.setRandom(new Random(0));
            Linear.disableDebugOutput();
            return new LinearSvm(Linear.train(problem, parameter), cost, standard);
        }
    }

    /** The mean of each feature over training rows, and what the rest is multiplied with. */
    private static final class Standard {
        private final double[] mean;
        private final double[] factor;

        private Standard(double[] mean, double[] factor) {
            this.mean = mean;
            this.factor = factor;
        }

        static Standard of(Rows rows) {
            int features = rows.features();
            double[] mean = new double[features];
            for (int i = 0; i < rows.values().length; i++) {
                mean[i % features] += (double) rows.values()[i] / rows.count();
            }
            double[] variance = new double[features];
            for (int i = 0; i < rows.values().length; i++) {
                double centered = rows.values()[i] - mean[i % features];
                variance[i % features] += centered * centered / rows.count();
            }
            double floor = LEAST * Math.sqrt(Arrays.stream(variance).average().orElse(0));
            double[] factor = Arrays.stream(variance)
                    .map(square -> square == 0 ? 0 : 1 / ((Math.sqrt(square) + floor) * Math.sqrt(features)))
                    .toArray();
            return new Standard(mean, factor);
        }

        Feature[] nodes(Rows rows, int row) {
            Feature[] nodes = new Feature[mean.length + 1];
            for (int i = 0; i < mean.length; i++) {
                nodes[i] = new FeatureNode(i + 1, (rows.values()[row * mean.length + i] - mean[i]) * factor[i]);
            }
            nodes[mean.length] = new FeatureNode(mean.length + 1, 1);
            return nodes;
        }
    }

    /** The C that it was trained with. */
    public double cost() {
        return cost;
    }

    /** The class of each row. */
    public int[] classify(float[] values) {
        int features = model.getNrFeature();
        Rows rows = new Rows(values, new int[values.length / features]);
        return IntStream.range(0, rows.count())
                .map(row -> (int) Linear.predict(model, standard.nodes(rows, row)))
                .toArray();
    }

    /** The share of rows whose class is their label. */
    public double accuracy(Rows rows) {
        int[] classes = classify(rows.values());
        return (double) IntStream.range(0, rows.count())
                        .filter(i -> classes[i] == rows.labels()[i])
                        .count()
                / rows.count();
    }
}
