package org.monge.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.JensenShannon;
import org.monge.study.Curves.Axis;
import org.monge.study.Curves.Curve;
import org.monge.study.GaussianMixture.Component;

/**
 * What KL and reverse KL charge a generator for a mode that it misses and for one that it invents. Reverse KL is the part
 * of the -log D objective that pulls towards the data, Arjovsky and Bottou (2017), theorem 2.5.
 *
 * <p>The data are two Gaussians of equal share at -4 and 4, with variance 1. One generator puts a share of its mass into
 * the right one and the rest into the left: at 0 it has missed a mode. Another has both modes right and puts a share of
 * its mass into a third place, at 20, where no data are.
 */
public record KlAsymmetry() implements Study {
    private static final Divergence KL = new Divergences.KullbackLeibler();
    private static final Divergence REVERSE = new Divergences.ReverseKullbackLeibler();
    private static final Divergence TWICE_JS = new JensenShannon();
    private static final double PLACE = 4;
    private static final double NOWHERE = 20;

    @Override
    public String name() {
        return "kl-asymmetry";
    }

    @Override
    public String claim() {
        return "reverse KL charges at most -log of what is left for a mode that is missed, and without bound for one invented";
    }

    @Override
    public Findings run(Effort effort, long seed, Consumer<String> progress) {
        int steps = effort.choose(20, 100);
        GaussianMixture data = mixture(0.5, 0);
        List<Map<String, Object>> missed = new ArrayList<>();
        List<Map<String, Object>> invented = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double share = 0.5 * i / steps;
            missed.add(charges("right mode's share", data, mixture(share, 0), share));
            invented.add(charges("invented mode's share", data, mixture(0.5, share), share));
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("half the data missed", missed.get(0));
        numbers.put("half the samples invented", invented.get(steps));
        numbers.put("missed", missed);
        numbers.put("invented", invented);
        return new Findings(
                numbers,
                List.of(
                        chart("missed", "share of samples in the right one of two modes", missed.subList(0, steps)),
                        chart("invented", "share of samples where no data are", invented.subList(1, steps + 1))));
    }

    private static GaussianMixture mixture(double right, double invented) {
        double[][] sharesAndPlaces = {
            {(1 - right) * (1 - invented), -PLACE}, {right * (1 - invented), PLACE}, {invented, NOWHERE}
        };
        return new GaussianMixture(Arrays.stream(sharesAndPlaces)
                .filter(one -> one[0] > 0)
                .map(one -> new Component(one[0], one[1], 1))
                .toList());
    }

    private static Map<String, Object> charges(String of, GaussianMixture data, GaussianMixture samples, double share) {
        Line line = Line.around(12, data, samples);
        double reverse = line.divergence(REVERSE, data, samples);
        double twice = line.divergence(TWICE_JS, data, samples);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(of, share);
        row.put("KL(data||samples)", line.divergence(KL, data, samples));
        row.put("KL(samples||data)", reverse);
        row.put("JSD", twice / 2);
        row.put("KL(samples||data) - 2 JSD", reverse - twice);
        return row;
    }

    /** Of rows where samples and data differ. */
    private static Curves chart(String name, String axis, List<Map<String, Object>> rows) {
        List<Curve> curves = Rows.curves(rows);
        return new Curves(name, Axis.linear(axis), Axis.logarithmic("nats"), curves);
    }
}
