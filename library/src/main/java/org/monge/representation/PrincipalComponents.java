package org.monge.representation;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Scope;

/** Principal component analysis, in float64. */
public final class PrincipalComponents {
    private PrincipalComponents() {}

    /**
     * Rows seen along the directions in which they vary most, {@code (N, components)}, the first most of all. The sign of a
     * direction is such that the row that lies farthest along it has a positive value.
     *
     * @param values {@code (N, features)}, row by row, finite
     * @throws IllegalArgumentException if {@code components} exceeds N or the number of features
     */
    public static double[][] scores(float[] values, int features, int components) {
        Require.that(values.length % features == 0, "values", "whole rows of " + features, values.length);
        int rows = values.length / features;
        int most = Math.min(rows, features);
        Require.that(components >= 1 && components <= most, "components", "from 1 to " + most, components);
        double[][] scores = new double[rows][components];
        Scope.scoped(() -> {
            Tensor x = HostTensors.floats(values, rows, features).to(ScalarType.Double);
            Tensor centered = x.sub(x.mean(new long[] {0}));
            Tensor along = rows < features ? fromProducts(centered, components) : fromCovariance(centered, components);
            double[] read = new double[rows * components]; // least first
            along.data_ptr_double().get(read);
            for (int k = 0; k < components; k++) {
                read(read, components, components - 1 - k, scores, k);
            }
        });
        return scores;
    }

    /** X V, with V the last eigenvectors of X'X. */
    private static Tensor fromCovariance(Tensor centered, int components) {
        Tensor directions = torch.linalg_eigh(centered.t().matmul(centered)).get1();
        return centered.matmul(last(directions, components)).contiguous();
    }

    /** The same as U sqrt(L), with U and L of the smaller XX'. */
    private static Tensor fromProducts(Tensor centered, int components) {
        T_TensorTensor_T pairs = torch.linalg_eigh(centered.matmul(centered.t()));
        Tensor variances = pairs.get0().unsqueeze(0).clamp_min(new Scalar(0.0));
        return last(pairs.get1().mul(variances.sqrt()), components).contiguous();
    }

    private static Tensor last(Tensor columns, int count) {
        return columns.narrow(1, columns.size(1) - count, count);
    }

    private static void read(double[] from, int columns, int column, double[][] scores, int component) {
        double farthest = 0;
        for (int row = 0; row < scores.length; row++) {
            double score = from[row * columns + column];
            farthest = Math.abs(score) > Math.abs(farthest) ? score : farthest;
        }
        for (int row = 0; row < scores.length; row++) {
            scores[row][component] = Math.copySign(1, farthest) * from[row * columns + column];
        }
    }
}
