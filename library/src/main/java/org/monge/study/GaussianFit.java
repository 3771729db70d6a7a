package org.monge.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.monge.objective.Divergence;
import org.monge.study.GaussianMixture.Component;

/** A Gaussian N(mean, deviation^2) near some data. */
record GaussianFit(double mean, double deviation) {
    private static final int CELLS = 20;
    private static final double FINEST = 1e-7;

    /** A Gaussian and its D_f(data||Gaussian). */
    record Candidate(GaussianFit fit, double divergence) {}

    /**
     * The local minima of D_f(data||Gaussian), the least first: those of a grid over the mean and the logarithm of the
     * deviation, refined by a pattern search in float64, which asks for no slopes and passes by where D_f is infinite.
     */
    static List<Candidate> optima(Divergence f, GaussianMixture data) {
        Grid grid = Grid.over(data);
        double[][] values = grid.values(f, data);
        List<Candidate> optima = new ArrayList<>();
        for (int i = 0; i <= CELLS; i++) {
            for (int j = 0; j <= CELLS; j++) {
                if (isLeastNearby(values, i, j)) {
                    Candidate found = grid.refined(grid.at(i, j), f, data);
                    if (optima.stream().noneMatch(other -> other.fit.isCloseTo(found.fit))) {
                        optima.add(found);
                    }
                }
            }
        }
        optima.sort(Comparator.comparingDouble(Candidate::divergence));
        return optima;
    }

    private static boolean isLeastNearby(double[][] values, int i, int j) {
        for (int k = Math.max(0, i - 1); k <= Math.min(CELLS, i + 1); k++) {
            for (int l = Math.max(0, j - 1); l <= Math.min(CELLS, j + 1); l++) {
                if (values[k][l] < values[i][j]) {
                    return false;
                }
            }
        }
        return Double.isFinite(values[i][j]);
    }

    private boolean isCloseTo(GaussianFit other) {
        return Math.abs(mean - other.mean) < 1e-4 && Math.abs(deviation - other.deviation) < 1e-4;
    }

    /** Means between the components', deviations from half of the narrowest's to twice that of all. */
    private record Grid(GaussianFit start, double meanStep, double logStep) {
        static Grid over(GaussianMixture data) {
            List<Component> all = data.components();
            double low = all.stream().mapToDouble(Component::mean).min().orElseThrow();
            double high = all.stream().mapToDouble(Component::mean).max().orElseThrow();
            double narrow = all.stream().mapToDouble(Component::deviation).min().orElseThrow() / 2;
            double wide = 2 * data.deviation();
            return new Grid(
                    new GaussianFit(low, narrow),
                    Math.max(high - low, narrow) / CELLS,
                    Math.log(wide / narrow) / CELLS);
        }

        GaussianFit at(int i, int j) {
            return moved(start, i, j, 1);
        }

        private GaussianFit moved(GaussianFit from, int right, int up, double share) {
            return new GaussianFit(
                    from.mean + share * right * meanStep, from.deviation * Math.exp(share * up * logStep));
        }

        double[][] values(Divergence f, GaussianMixture data) {
            double[][] values = new double[CELLS + 1][CELLS + 1];
            for (int i = 0; i <= CELLS; i++) {
                for (int j = 0; j <= CELLS; j++) {
                    values[i][j] = at(i, j).divergence(f, data);
                }
            }
            return values;
        }

        /** To the best of the eight neighbours while one is better, then with half the steps. */
        Candidate refined(GaussianFit from, Divergence f, GaussianMixture data) {
            Candidate best = new Candidate(from, from.divergence(f, data));
            for (double share = 0.5; share > FINEST; share /= 2) {
                Candidate next = best;
                do {
                    best = next;
                    for (int k = 0; k < 9; k++) {
                        GaussianFit near = moved(best.fit, k / 3 - 1, k % 3 - 1, share);
                        double divergence = near.divergence(f, data);
                        next = divergence < next.divergence ? new Candidate(near, divergence) : next;
                    }
                } while (next.divergence < best.divergence);
            }
            return best;
        }
    }

    GaussianMixture density() {
        return GaussianMixture.gaussian(mean, deviation * deviation);
    }

    /** D_f(data||this); no number if no line resolves both. */
    double divergence(Divergence f, GaussianMixture data) {
        return Line.around(12, data, density()).divergence(f, data, density());
    }
}
