package org.monge.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monge.data.Modes;
import org.monge.data.Modes.Center;
import org.monge.engine.Require;

/**
 * What points say about a generator of a mixture of round Gaussians, as Srivastava et al. (2017), section 4.1, and Lin et
 * al. (2018), section 4.1, define it on 2,500 of them. A point is of high quality within some deviations of the nearest
 * mode; a mode is captured when it is the nearest of at least one such point; the reverse KL is that of the
 * high-quality points' histogram over the modes against the uniform one. It does not look at real points.
 *
 * @param modes of the mixture
 * @param deviations how far a point of high quality may be
 */
public record MixtureCoverage(Modes modes, double deviations) implements Metric {
    /** Three deviations. */
    public MixtureCoverage(Modes modes) {
        this(modes, 3);
    }

    public MixtureCoverage {
        Require.positive("deviations", deviations);
    }

    /** High-quality points of each mode. */
    public ModeCounts counts(Features points) {
        Require.that(points.dimension() == 2, "points", "of the plane", points.dimension() + " dimensions");
        Long[] counts = new Long[modes.centers().size()];
        Arrays.fill(counts, 0L);
        for (int i = 0; i < points.count(); i++) {
            int nearest = nearest(points, i);
            if (distance(points, i, nearest) <= deviations * modes.deviation()) {
                counts[nearest]++;
            }
        }
        return new ModeCounts(List.of(counts));
    }

    private int nearest(Features points, int i) {
        int nearest = 0;
        for (int k = 1; k < modes.centers().size(); k++) {
            nearest = distance(points, i, k) < distance(points, i, nearest) ? k : nearest;
        }
        return nearest;
    }

    private double distance(Features points, int i, int mode) {
        Center center = modes.centers().get(mode);
        return Math.hypot(points.at(i, 0) - center.x(), points.at(i, 1) - center.y());
    }

    @Override
    public String name() {
        return "modes";
    }

    @Override
    public Resampling resampling() {
        return Resampling.REPLACED;
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    /** {@code modes} that are captured, the share {@code high-quality}, and {@code reverse-kl}, NaN where none is. */
    @Override
    public Map<String, Double> measure(Features points, Features real, long seed) {
        ModeCounts counts = counts(points);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), (double) counts.covered());
        numbers.put("high-quality", (double) counts.total() / points.count());
        numbers.put("reverse-kl", counts.reverseKl());
        return numbers;
    }
}
