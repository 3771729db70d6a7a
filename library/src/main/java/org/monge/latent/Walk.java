package org.monge.latent;

import java.util.ArrayList;
import java.util.List;
import org.monge.engine.Require;

/**
 * A path through latent space: points, joined one after the other.
 *
 * @param points where it passes, at least two of one size
 * @param interpolation the curve from each point to the next
 * @param ends whether it goes back to the first point
 * @param speed how frames are spread over it
 */
public record Walk(List<double[]> points, Interpolation interpolation, Ends ends, Speed speed) {
    /** Straight pieces with which the length of one curve between two points is measured. */
    private static final int PIECES = 4096;

    /** What comes after the last point. */
    public enum Ends {
        /** Nothing. */
        OPEN,
        /** The first point again: frames that are shown over and over go round without a jump. */
        LOOP
    }

    /** How frames are spread over the path. */
    public enum Speed {
        /** From frame to frame z moves by the same length of path. */
        CONSTANT,
        /** Each curve between two points has the same number of frames, at even t. */
        PER_LEG
    }

    /** @throws IllegalArgumentException if there are fewer than two points, or they differ in size or have none */
    public Walk {
        Require.that(points.size() >= 2, "points", "at least 2", points.size());
        int size = points.get(0).length;
        Require.that(size > 0, "points", "of one coordinate or more", "none");
        for (double[] point : points) {
            Require.that(point.length == size, "points", "of one size, " + size, point.length);
        }
        points = points.stream().map(double[]::clone).toList();
    }

    /**
     * The latents of {@code count} frames. An open path's first and last frames are its ends; a loop's frames stop one short
     * of its beginning. Where the whole path has no length, all frames are its point.
     *
     * @throws IllegalArgumentException if {@code count} is less than 2
     */
    public List<double[]> frames(int count) {
        Require.that(count >= 2, "frames", "at least 2", count);
        double[] lengths = lengths();
        double total = lengths[lengths.length - 1];
        int gaps = ends == Ends.LOOP ? count : count - 1;
        List<double[]> frames = new ArrayList<>(count);
        int piece = 0;
        for (int i = 0; i < count; i++) {
            double share = (double) i / gaps;
            if (speed == Speed.PER_LEG || total == 0) {
                frames.add(at(share * legs()));
                continue;
            }
            double wanted = share * total;
            while (piece < lengths.length - 2 && lengths[piece + 1] <= wanted) {
                piece++;
            }
            double size = lengths[piece + 1] - lengths[piece]; // zero between equal points at the end
            double within = size == 0 ? 1 : Math.min(1, (wanted - lengths[piece]) / size);
            frames.add(at((piece + within) / PIECES));
        }
        return frames;
    }

    /** How long the path is. */
    public double length() {
        double[] lengths = lengths();
        return lengths[lengths.length - 1];
    }

    private int legs() {
        return ends == Ends.LOOP ? points.size() : points.size() - 1;
    }

    /** The point at {@code place}, of which the whole part counts legs. */
    private double[] at(double place) {
        int leg = Math.min((int) place, legs() - 1);
        double[] next = points.get((leg + 1) % points.size());
        return interpolation.at(points.get(leg), next, place - leg);
    }

    /** The length of the path up to the beginning of each piece, and to its end. */
    private double[] lengths() {
        double[] lengths = new double[legs() * PIECES + 1];
        double[] reached = at(0);
        for (int i = 1; i < lengths.length; i++) {
            double[] next = at((double) i / PIECES);
            double square = 0;
            for (int k = 0; k < next.length; k++) {
                square += (next[k] - reached[k]) * (next[k] - reached[k]);
            }
            lengths[i] = lengths[i - 1] + Math.sqrt(square);
            reached = next;
        }
        return lengths;
    }
}
