package org.monge.representation;

import java.util.Arrays;
import org.monge.engine.Require;

/**
 * t-distributed stochastic neighbour embedding: a map in the plane in which near points stay near. Van der Maaten and
 * Hinton (2008), exact, with time and memory in the square of the number of points. It starts from the principal components
 * and draws no random numbers, so that equal points give equal maps.
 *
 * <p>The first 250 steps exaggerate the affinities twelvefold with momentum 0.5; the others have momentum 0.8. The learning
 * rate is N / 48, at least 50 (Belkina et al., 2019).
 *
 * @param perplexity how many neighbours a point has, in effect
 * @param iterations steps of descent
 */
public record TSne(double perplexity, int iterations) {
    private static final int EXPLORATION = 250;
    private static final double EXAGGERATION = 12;
    private static final double START = 1e-4;
    private static final double LEAST = Math.ulp(1.0);
    private static final int BISECTIONS = 100;

    /** @throws IllegalArgumentException if perplexity is below 1, or there are fewer than 250 steps */
    public TSne {
        Require.that(perplexity >= 1 && Double.isFinite(perplexity), "perplexity", "at least 1", perplexity);
        Require.that(iterations >= EXPLORATION, "iterations", "at least " + EXPLORATION, iterations);
    }

    /**
     * The places of points on the map, {@code (N, 2)}.
     *
     * @param points {@code (N, dimensions)}, principal components in their order, at least two
     * @throws IllegalArgumentException if there are not more than three times {@code perplexity} points
     */
    public double[][] embed(double[][] points) {
        Require.that(points.length > 3 * perplexity, "points", "more than 3 x perplexity " + perplexity, points.length);
        double[] affinities = affinities(points);
        Map map = new Map(start(points), Math.max(50, points.length / EXAGGERATION / 4));
        for (int i = 0; i < iterations; i++) {
            if (i == EXPLORATION) {
                map.rest();
            }
            boolean exploring = i < EXPLORATION;
            map.step(affinities, exploring ? EXAGGERATION : 1, exploring ? 0.5 : 0.8);
        }
        return map.places();
    }

    /** The first two components, so small that they attract each other only. */
    private static double[] start(double[][] points) {
        int n = points.length;
        double square = Arrays.stream(points).mapToDouble(p -> p[0] * p[0]).sum();
        double factor = square == 0 ? 0 : START / Math.sqrt(square / n);
        double[] start = new double[2 * n];
        for (int i = 0; i < n; i++) {
            start[2 * i] = factor * points[i][0];
            start[2 * i + 1] = factor * points[i][1];
        }
        return start;
    }

    /** p_ij, {@code (N, N)} row by row: symmetric, with sum 1. Sections 2 and 3.1, eq. 1. */
    double[] affinities(double[][] points) {
        int n = points.length;
        double[] conditional = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] row = conditional(points, i);
            System.arraycopy(row, 0, conditional, i * n, n);
        }
        double[] joint = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double mean = (conditional[i * n + j] + conditional[j * n + i]) / (2 * n);
                joint[i * n + j] = i == j ? 0 : Math.max(LEAST, mean);
            }
        }
        return joint;
    }

    /** p_{j|i}: Gaussian in the distance, with the variance at which the row's perplexity is the one asked for. */
    private double[] conditional(double[][] points, int i) {
        double[] squares = new double[points.length];
        for (int j = 0; j < points.length; j++) {
            squares[j] = squaredDistance(points[i], points[j]);
        }
        squares[i] = Double.POSITIVE_INFINITY;
        double nearest = Arrays.stream(squares).min().orElseThrow();
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        double[] row = new double[points.length];
        for (int k = 0; k < BISECTIONS; k++) {
            double entropy = gaussian(squares, nearest, precision, row);
            if (entropy > Math.log(perplexity)) {
                low = precision;
                precision = high == Double.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
            } else {
                high = precision;
                precision = (low + high) / 2;
            }
        }
        return row;
    }

    /** Fills {@code row} and returns its entropy in nats. */
    private static double gaussian(double[] squares, double nearest, double precision, double[] row) {
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < row.length; j++) {
            double beyond = squares[j] - nearest;
            row[j] = Math.exp(-precision * beyond);
            sum += row[j];
            weighted += row[j] == 0 ? 0 : beyond * row[j];
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= sum;
        }
        return Math.log(sum) + precision * weighted / sum;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    /** What is minimised: KL(P || Q) of affinities and a map, eq. 2. */
    static double divergence(double[] affinities, double[][] places) {
        int n = places.length;
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                total += i == j ? 0 : 1 / (1 + squaredDistance(places[i], places[j]));
            }
        }
        double divergence = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double p = affinities[i * n + j];
                double q = 1 / (1 + squaredDistance(places[i], places[j])) / total;
                divergence += i == j ? 0 : p * Math.log(p / q);
            }
        }
        return divergence;
    }

    /** The map while it is made: gradient descent with momentum and a gain for each coordinate. */
    private static final class Map {
        private final double[] y;
        private final double[] velocity;
        private final double[] gains;
        private final double[] gradient;
        private final double[] kernel;
        private final double rate;

        Map(double[] start, double rate) {
            y = start;
            this.rate = rate;
            velocity = new double[y.length];
            gains = new double[y.length];
            gradient = new double[y.length];
            kernel = new double[y.length / 2 * (y.length / 2)];
            rest();
        }

        /** Forgets how it moved. */
        void rest() {
            Arrays.fill(velocity, 0);
            Arrays.fill(gains, 1);
        }

        void step(double[] affinities, double exaggeration, double momentum) {
            differentiate(affinities, exaggeration);
            for (int k = 0; k < y.length; k++) {
                boolean onward = velocity[k] * gradient[k] < 0;
                gains[k] = Math.max(0.01, onward ? gains[k] + 0.2 : gains[k] * 0.8);
                velocity[k] = momentum * velocity[k] - rate * gains[k] * gradient[k];
                y[k] += velocity[k];
            }
        }

        /** Eq. 5: 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2). */
        private void differentiate(double[] affinities, double exaggeration) {
            int n = y.length / 2;
            double total = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double dx = y[2 * i] - y[2 * j];
                    double dy = y[2 * i + 1] - y[2 * j + 1];
                    double similarity = 1 / (1 + dx * dx + dy * dy);
                    kernel[i * n + j] = similarity;
                    total += 2 * similarity;
                }
            }
            Arrays.fill(gradient, 0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double similarity = kernel[i * n + j];
                    double force = 4 * (exaggeration * affinities[i * n + j] - similarity / total) * similarity;
                    double x = force * (y[2 * i] - y[2 * j]);
                    double z = force * (y[2 * i + 1] - y[2 * j + 1]);
                    gradient[2 * i] += x;
                    gradient[2 * i + 1] += z;
                    gradient[2 * j] -= x;
                    gradient[2 * j + 1] -= z;
                }
            }
        }

        double[][] places() {
            double[][] places = new double[y.length / 2][];
            for (int i = 0; i < places.length; i++) {
                places[i] = new double[] {y[2 * i], y[2 * i + 1]};
            }
            return places;
        }
    }
}
