package org.monge.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.network.Discriminator;
import org.monge.study.Curves.Curve;

/**
 * The level sets of a critic over the square [-extent, extent]^2, taken for linear on the triangles of a grid.
 *
 * @param cells of the grid along a side, each of two triangles
 */
record Contours(double extent, int cells) {
    /** A level set for each of {@code count} values, equally spaced between the smallest and the largest. */
    List<Curve> of(Discriminator critic, int count) {
        float[] values = values(critic);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        List<Curve> curves = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            double level = least + (most - least) * k / (count + 1);
            curves.add(curve(String.format(Locale.ROOT, "%2d: %.3g", k, level), values, level));
        }
        return curves;
    }

    private double coordinate(int i) {
        return -extent + 2 * extent * i / cells;
    }

    private float[] values(Discriminator critic) {
        int side = cells + 1;
        float[] points = new float[2 * side * side];
        for (int p = 0; p < side * side; p++) {
            points[2 * p] = (float) coordinate(p % side);
            points[2 * p + 1] = (float) coordinate(p / side);
        }
        return Scope.reading(() -> HostTensors.floats(
                Scope.withoutGrad(() -> critic.score(HostTensors.floats(points, (long) side * side, 2)))));
    }

    private Curve curve(String name, float[] values, double level) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        int side = cells + 1;
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                int corner = row * side + column;
                List<int[]> triangles = List.of(
                        new int[] {corner, corner + 1, corner + side + 1},
                        new int[] {corner, corner + side, corner + side + 1});
                for (int[] triangle : triangles) {
                    segment(triangle, values, level).forEach(end -> {
                        x.add(end[0]);
                        y.add(end[1]);
                    });
                }
            }
        }
        return Curve.line(name, x, y);
    }

    /** The two ends of the level's segment in a triangle and a gap after them; nothing if the level does not cross it. */
    private List<double[]> segment(int[] triangle, float[] values, double level) {
        List<double[]> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int a = triangle[i];
            int b = triangle[(i + 1) % 3];
            if (values[a] < level != values[b] < level) {
                double share = (level - values[a]) / (values[b] - values[a]);
                ends.add(new double[] {
                    between(a % (cells + 1), b % (cells + 1), share), between(a / (cells + 1), b / (cells + 1), share)
                });
            }
        }
        if (!ends.isEmpty()) {
            ends.add(new double[] {ends.get(1)[0], Double.NaN});
        }
        return ends;
    }

    private double between(int i, int j, double share) {
        return coordinate(i) + share * (coordinate(j) - coordinate(i));
    }
}
