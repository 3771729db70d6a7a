package org.monge.study;

import java.util.ArrayList;
import java.util.List;
import org.monge.engine.Require;

/**
 * Curves over one pair of axes.
 *
 * @param name of the chart's file
 * @param x the axis to the right
 * @param y the axis upwards
 * @param curves at least one, under different names
 */
public record Curves(String name, Axis x, Axis y, List<Curve> curves) {
    /** @throws IllegalArgumentException if there is no curve, or two have one name */
    public Curves {
        curves = List.copyOf(curves);
        Require.positive("count of curves in " + name, curves.size());
        long names = curves.stream().map(Curve::name).distinct().count();
        Require.that(
                names == curves.size(), "names of curves in " + name, "different", curves.size() - names + " alike");
    }

    /** Points and lines of the plane. */
    static Curves plane(String words, List<Curve> curves) {
        return new Curves(fileName(words), Axis.linear("x"), Axis.linear("y"), curves);
    }

    /** A name of a file that is made of these words. */
    static String fileName(String words) {
        return words.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    /** How numbers are laid out along an axis. */
    public enum Scale {
        /** Equal differences are equal lengths. */
        LINEAR,
        /** Equal ratios are equal lengths; what is not above 0 is left out. */
        LOGARITHMIC
    }

    /**
     * What an axis shows.
     *
     * @param label with the unit, where there is one
     */
    public record Axis(String label, Scale scale) {
        /** A linear axis. */
        public static Axis linear(String label) {
            return new Axis(label, Scale.LINEAR);
        }

        /** A logarithmic axis. */
        public static Axis logarithmic(String label) {
            return new Axis(label, Scale.LOGARITHMIC);
        }
    }

    /** How a curve is drawn. */
    public enum Look {
        /** Neighbouring points are joined. */
        LINE,
        /** Points alone. */
        POINTS
    }

    /**
     * Points (x, y) in their order. Where y is no finite number the line has a gap.
     *
     * @param name in the legend
     */
    public record Curve(String name, Look look, List<Double> x, List<Double> y) {
        /** @throws IllegalArgumentException if there are not as many x as y */
        public Curve {
            x = List.copyOf(x);
            y = List.copyOf(y);
            Require.that(x.size() == y.size(), "points of " + name, x.size() + " values of y", y.size());
        }

        /** A line. */
        public static Curve line(String name, List<Double> x, List<Double> y) {
            return new Curve(name, Look.LINE, x, y);
        }

        /** Separate points. */
        public static Curve points(String name, List<Double> x, List<Double> y) {
            return new Curve(name, Look.POINTS, x, y);
        }

        /** Separate points of the plane, {@code x, y, x, y, ...}. */
        static Curve points(String name, float[] coordinates) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int i = 0; i < coordinates.length; i += 2) {
                x.add((double) coordinates[i]);
                y.add((double) coordinates[i + 1]);
            }
            return points(name, x, y);
        }
    }
}
