package org.monge.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.monge.engine.RandomStream;
import org.monge.metric.OptimalTransport;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.JensenShannon;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;

/**
 * Distances between two distributions that move apart. Parallel lines, Arjovsky et al. (2017), example 1: (0, Z) and
 * (theta, Z) with Z uniform in [0, 1]; beside them Gaussians N(0, 1) and N(theta, 1), which always overlap a little. Why
 * disjoint supports are the rule: flat discs of few dimensions, laid at random in many, hardly ever meet, Arjovsky and
 * Bottou (2017), lemma 2 and theorem 2.2.
 */
public record JsPlateau() implements Study {
    private static final Divergence KL = new Divergences.KullbackLeibler();
    private static final Divergence TWICE_JS = new JensenShannon();
    private static final Divergence VARIATION = new Divergences.TotalVariation();
    private static final String EARTH_MOVER = "earth mover's";
    private static final double[] THETAS = {-1, -0.75, -0.5, -0.25, -0.125, -0.001, 0, 0.001, 0.125, 0.25, 0.5, 0.75, 1
    };

    @Override
    public String name() {
        return "js-plateau";
    }

    @Override
    public String claim() {
        return "between disjoint distributions JS stays at log 2, while the earth mover's distance keeps its slope";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        Random random = new Random(RandomStream.mix(seed, name()));
        List<Map<String, Object>> lines = lines(effort.choose(50, 400), random);
        progress.accept("parallel lines");
        List<Map<String, Object>> gaussians = gaussians(effort.choose(10, 100));
        progress.accept("Gaussians");
        List<Map<String, Object>> discs = discs(effort.choose(50, 500), random);
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("log 2", Math.log(2));
        numbers.put("parallel lines", lines);
        numbers.put("Gaussians", gaussians);
        numbers.put("discs", discs);
        Axis distances = Axis.linear("distance");
        return new Findings(
                numbers,
                List.of(
                        new Curves("parallel-lines", Axis.linear("theta"), distances, Rows.curves(lines)),
                        new Curves(
                                "gaussians", Axis.linear("distance of the means"), distances, Rows.curves(gaussians)),
                        new Curves(
                                "slopes",
                                Axis.linear("distance of the means"),
                                Axis.logarithmic("slope of the distance"),
                                slopes(gaussians)),
                        new Curves(
                                "discs",
                                Axis.linear("dimensions of the space"),
                                Axis.linear("share of pairs that meet"),
                                meetings(discs))));
    }

    /** Everywhere but at 0 the lines are disjoint; the earth mover's distance is that of samples, solved exactly. */
    private static List<Map<String, Object>> lines(int samples, Random random) {
        double[] left = random.doubles(samples).toArray();
        double[] right = random.doubles(samples).toArray();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (double theta : THETAS) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("theta", theta);
            row.put("KL", theta == 0 ? 0 : Double.POSITIVE_INFINITY);
            row.put("JS", theta == 0 ? 0 : Math.log(2));
            row.put("total variation", theta == 0 ? 0.0 : 1.0);
            row.put(EARTH_MOVER, Math.abs(theta));
            row.put("earth mover's, samples", transport(theta, left, right));
            rows.add(row);
        }
        return rows;
    }

    private static double transport(double theta, double[] left, double[] right) {
        double[] cost = new double[left.length * right.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                cost[i * right.length + j] = Math.hypot(theta, left[i] - right[j]);
            }
        }
        return OptimalTransport.plan(cost, left.length).cost();
    }

    private static List<Map<String, Object>> gaussians(int steps) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double theta = 10.0 * i / steps;
            GaussianMixture p = GaussianMixture.gaussian(0, 1);
            GaussianMixture q = GaussianMixture.gaussian(theta, 1);
            Line line = Line.around(12, p, q);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("distance of the means", theta);
            row.put("KL", line.divergence(KL, p, q));
            row.put("JS", line.divergence(TWICE_JS, p, q) / 2);
            row.put("total variation", line.divergence(VARIATION, p, q));
            row.put(EARTH_MOVER, theta);
            rows.add(row);
        }
        return rows;
    }

    /** By differences between neighbouring rows, at the middle between them. */
    private static List<Curve> slopes(List<Map<String, Object>> rows) {
        List<Double> x = Rows.column(rows, "distance of the means");
        List<Curve> curves = new ArrayList<>();
        for (String distance : List.of("KL", "JS", "total variation", EARTH_MOVER)) {
            List<Double> y = Rows.column(rows, distance);
            List<Double> middles = new ArrayList<>();
            List<Double> slopes = new ArrayList<>();
            for (int i = 1; i < x.size(); i++) {
                middles.add((x.get(i) + x.get(i - 1)) / 2);
                slopes.add((y.get(i) - y.get(i - 1)) / (x.get(i) - x.get(i - 1)));
            }
            curves.add(Curve.line(distance, middles, slopes));
        }
        return curves;
    }

    private static List<Map<String, Object>> discs(int pairs, Random random) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int size : new int[] {1, 2, 4}) {
            for (int space : new int[] {2, 3, 4, 6, 8, 12, 16}) {
                if (space >= size) {
                    rows.add(meeting(size, space, pairs, random));
                }
            }
        }
        return rows;
    }

    private static Map<String, Object> meeting(int size, int space, int pairs, Random random) {
        int meeting = 0;
        double sum = 0;
        for (int i = 0; i < pairs; i++) {
            double gap = Disc.drawn(size, space, random).gap(Disc.drawn(size, space, random));
            meeting += gap < 1e-3 ? 1 : 0;
            sum += gap;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dimensions of the discs", size);
        row.put("of the space", space);
        row.put("share that meet", (double) meeting / pairs);
        row.put("mean gap", sum / pairs);
        return row;
    }

    private static List<Curve> meetings(List<Map<String, Object>> rows) {
        return List.of(1, 2, 4).stream()
                .map(size -> {
                    List<Map<String, Object>> own = rows.stream()
                            .filter(row -> row.get("dimensions of the discs").equals(size))
                            .toList();
                    String name = "discs of " + size + (size == 1 ? " dimension" : " dimensions");
                    return Curve.line(name, Rows.column(own, "of the space"), Rows.column(own, "share that meet"));
                })
                .toList();
    }
}
