package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KlAsymmetryTest {
    private final Findings findings = new KlAsymmetry().run(Effort.QUICK, 1, line -> {});

    private double number(String row, String column) {
        return (Double) ((Map<?, ?>) findings.numbers().get(row)).get(column);
    }

    @Test
    void missingHalfOfTheDataCostsReverseKlTheLogOfTwoAndKlFarMore() {
        // A datum of the missed mode is likelier under its own Gaussian by exp(E[8 x]) = exp(32), at half the share.
        assertEquals(Math.log(2), number("half the data missed", "KL(samples||data)"), 1e-3);
        assertEquals(0.5 * 32 - Math.log(2), number("half the data missed", "KL(data||samples)"), 1e-2);
    }

    @Test
    void inventingHalfOfTheSamplesCostsKlTheLogOfTwoAndReverseKlFarMore() {
        assertEquals(Math.log(2), number("half the samples invented", "KL(data||samples)"), 1e-3);
        // An invented sample is 16 deviations from the nearest datum, whose Gaussian has the same share of the data.
        assertEquals(0.5 * 128 - 0.5 * Math.log(2), number("half the samples invented", "KL(samples||data)"), 1e-2);
    }
}
