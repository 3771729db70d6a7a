package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KlAsymmetryTest {
    private final Findings findings = new KlAsymmetry().run(Effort.QUICK, 1, line -> {});

    private double number(String row, String column) {
        return (Double) ((Map<?, ?>) findings.numbers().get(row)).get(column);
    }

    @Test
    void missingHalfOfTheDataCostsReverseKlTheLogOfTwoAndKlFarMore() {
        // Of disjoint modes: KL(samples||data) = log 2; KL = (log(1/2) + log(1/2 / 1e-30)) / 2 = 33.85, less at the
        // overlap
        assertEquals(Math.log(2), number("half the data missed", "KL(samples||data)"), 1e-3);
        assertTrue(number("half the data missed", "KL(data||samples)") > 10);
    }

    @Test
    void inventingHalfOfTheSamplesCostsKlTheLogOfTwoAndReverseKlFarMore() {
        assertEquals(Math.log(2), number("half the samples invented", "KL(data||samples)"), 1e-3);
        assertTrue(number("half the samples invented", "KL(samples||data)") > 10);
    }
}
