package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.monge.train.Alarm.Kind;

class AlarmsTest {
    private final List<Alarm> told = new ArrayList<>();
    private final Alarms alarms = new Alarms(3, told::add);
    private long step;

    private void report(Map<String, Double> meters) {
        step += 10;
        alarms.reported(new Report(step, step, meters));
    }

    private static Map<String, Double> healthy() {
        Map<String, Double> meters = new HashMap<>();
        meters.put(Diagnostics.DEPTH, 0.5);
        meters.put(Diagnostics.GENERATOR_GRADIENT, 2.0);
        meters.put(ScoreDiagnostics.CRITIC_PULL, 0.6);
        meters.put(ScoreDiagnostics.GENERATOR_PULL, 0.6);
        meters.put(SampleDiagnostics.DUPLICATES, 0.02);
        meters.put(SampleDiagnostics.RANK, 9.0);
        meters.put(SampleDiagnostics.REAL_RANK, 12.0);
        meters.put(SampleDiagnostics.ENTROPY, 2.2);
        meters.put(SampleDiagnostics.REAL_ENTROPY, 2.3);
        meters.put(ScoreDiagnostics.ADVANTAGE, 0.8);
        meters.put(ScoreDiagnostics.ESTIMATE_PER_SLOPE, 2.0);
        meters.put(SampleDiagnostics.EARTH_MOVER, 5.0);
        meters.put(SampleDiagnostics.REAL_EARTH_MOVER, 3.0);
        return meters;
    }

    private void repeatedly(String name, double value) {
        Map<String, Double> meters = healthy();
        meters.put(name, value);
        for (int i = 0; i < 5; i++) {
            report(meters);
        }
    }

    @Test
    void healthyNumbersRaiseNone() {
        for (int i = 0; i < 10; i++) {
            report(healthy());
        }
        assertEquals(List.of(), told);
    }

    @Test
    void isToldOnceAfterAsManyInARow() {
        repeatedly(SampleDiagnostics.DUPLICATES, 0.4);
        assertEquals(
                List.of(new Alarm(
                        Kind.MODE_COLLAPSE,
                        30,
                        "40% of the samples are near copies of others, where 1% of the real ones are")),
                told);
        assertEquals(Set.of(Kind.MODE_COLLAPSE), alarms.raised());
    }

    @Test
    void aHealthyMeasurementBetweenStartsTheCountAgain() {
        Map<String, Double> ill = healthy();
        ill.put(SampleDiagnostics.DUPLICATES, 1.0);
        report(ill);
        report(ill);
        report(healthy());
        report(ill);
        report(ill);
        assertEquals(List.of(), told);
    }

    @Test
    void reportsWithoutDiagnosticsDoNotCount() {
        Map<String, Double> ill = healthy();
        ill.put(SampleDiagnostics.DUPLICATES, 1.0);
        for (int i = 0; i < 3; i++) {
            report(ill);
            report(Map.of("generator/loss", 1.0));
        }
        assertEquals(1, told.size());
    }

    @Test
    void everySignOfEveryKindIsSeen() {
        repeatedly(SampleDiagnostics.RANK, 1.0);
        assertEquals(Kind.MODE_COLLAPSE, last());
        assertTrue(told.get(0).evidence().contains("1.0 directions"), told.toString());
        repeatedly(Diagnostics.DEPTH, 1e-5);
        assertEquals(Kind.VANISHING_GRADIENTS, last());
        repeatedly(Diagnostics.DEPTH, 1e5);
        assertEquals(Kind.EXPLODING_GRADIENTS, last());
        repeatedly(ScoreDiagnostics.CRITIC_PULL, 0.01);
        assertEquals(Kind.SATURATION, last());
        repeatedly(ScoreDiagnostics.ESTIMATE_PER_SLOPE, 0.1);
        assertEquals(Kind.CRITIC_NOT_OPTIMAL, last());
        assertEquals(5, told.size());
    }

    @Test
    void theGeneratorsGradientIsHeldAgainstItsFirst() {
        report(healthy());
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 0.0021);
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 1990);
        assertEquals(List.of(), told);
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 0.0019);
        assertEquals(Kind.VANISHING_GENERATOR_GRADIENT, last());
        assertEquals("its norm is 1.9e-03, at first it was 2.0e+00", told.get(0).evidence());
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 2010);
        assertEquals(Kind.EXPLODING_GENERATOR_GRADIENT, last());
        assertEquals(2, told.size());
    }

    @Test
    void aGradientOfZeroOrNoneIsNoFirst() {
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 0);
        repeatedly(Diagnostics.GENERATOR_GRADIENT, Double.NaN);
        repeatedly(Diagnostics.GENERATOR_GRADIENT, Double.POSITIVE_INFINITY);
        report(healthy());
        assertEquals(List.of(), told);
    }

    @Test
    void whatWasReportedBeforeARunGoesOnIsRecalledButNotTold() {
        Map<String, Double> ill = healthy();
        ill.put(SampleDiagnostics.DUPLICATES, 0.4);
        alarms.recall(List.of(
                new Report(1, 1, Map.of("generator/loss", 1.0)),
                new Report(2, 2, ill),
                new Report(3, 3, ill),
                new Report(4, 4, ill)));
        assertEquals(List.of(), told);
        repeatedly(Diagnostics.GENERATOR_GRADIENT, 0.001);
        assertEquals(1, told.size());
        assertEquals(Kind.VANISHING_GENERATOR_GRADIENT, last());
    }

    @Test
    void lostClassesAreCollapse() {
        repeatedly(SampleDiagnostics.ENTROPY, Math.log(3));
        assertEquals(Kind.MODE_COLLAPSE, last());
    }

    @Test
    void aCriticWorseThanAConstantIsNotOptimal() {
        repeatedly(ScoreDiagnostics.ADVANTAGE, -0.5);
        assertEquals(Kind.CRITIC_NOT_OPTIMAL, last());
    }

    @Test
    void aGeneratorThatHasArrivedNeedsNoEstimate() {
        Map<String, Double> arrived = healthy();
        arrived.put(ScoreDiagnostics.ESTIMATE_PER_SLOPE, 0.01);
        arrived.put(SampleDiagnostics.EARTH_MOVER, 3.05);
        for (int i = 0; i < 5; i++) {
            report(arrived);
        }
        assertEquals(List.of(), told);
    }

    private Kind last() {
        return told.get(told.size() - 1).kind();
    }
}
