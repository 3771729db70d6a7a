package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.monge.recipe.InvalidRecipeException;
import org.monge.recipe.Recipes;
import org.monge.study.Unified.Budget;

class UnifiedTest {
    /** The words that recipes know, as told to whoever writes one that they do not. */
    private static Set<String> known(String override) {
        var unknown =
                assertThrows(InvalidRecipeException.class, () -> Recipes.load("toy-8gaussians", List.of(override)));
        String words = unknown.getMessage().replaceFirst(".* known words: ", "");
        return Set.of(words.split(", "));
    }

    @Test
    void everyWordForAnObjectiveAndForADivergenceIsPlayed() {
        Set<String> played = Unified.names().stream()
                .flatMap(name -> Arrays.stream(name.split("[^a-z0-9-]+")))
                .collect(Collectors.toSet());
        Set<String> objectives = known("objective=nothing");
        Set<String> divergences = known("objective={fgan: {f: nothing, generator: saturating}}");
        assertTrue(objectives.contains("hinge") && divergences.contains("alpha"));
        assertTrue(played.containsAll(objectives), () -> played + " and " + objectives);
        assertTrue(played.containsAll(divergences), () -> played + " and " + divergences);
    }

    @Test
    void everyObjectiveIsMeasuredAndDrawn() {
        Findings findings = Unified.run(Unified.names(), new Budget(4, 16, 1, 1, 1, "constant"), 1, line -> {});
        List<?> rows = (List<?>) findings.numbers().get("objectives");
        assertEquals(1 + Unified.names().size(), rows.size());
        assertEquals(Unified.names().size(), findings.charts().size());
        for (Object row : rows) {
            assertTrue((Double) ((Map<?, ?>) row).get("earth-mover-distance") > 0, row::toString);
        }
    }

    private static Map<?, ?> row(Findings findings, int index) {
        return (Map<?, ?>) ((List<?>) findings.numbers().get("objectives")).get(index);
    }

    private static double distance(Findings findings, int index) {
        return (Double) row(findings, index).get("earth-mover-distance");
    }

    /** Their losses differ by constants, and so their gradients not at all. */
    @Test
    void theNonSaturatingGameIsThatOfTwoDivergences() {
        Findings findings = Unified.run(
                List.of("non-saturating", "fgan: gan", "fgan: jensen-shannon", "minimax"),
                new Budget(16, 16, 20, 2, 20, "constant"),
                1,
                line -> {});
        assertEquals(distance(findings, 1), distance(findings, 2));
        assertEquals(distance(findings, 1), distance(findings, 3));
        assertNotEquals(distance(findings, 1), distance(findings, 4));
    }

    @Test
    void underPenaltiesSamplesComeNearerToTheData() {
        Findings findings = Unified.run(
                List.of("non-saturating", "wasserstein, penalised", "relativistic-paired, penalised"),
                Budget.hasty(400),
                1,
                line -> {});
        for (int penalised = 2; penalised <= 3; penalised++) {
            Map<?, ?> row = row(findings, penalised);
            assertTrue((Double) row.get("modes") >= 7, row::toString);
            assertTrue(distance(findings, penalised) < distance(findings, 1), row::toString);
        }
        double data = distance(findings, 0); // what two draws of the data are apart by themselves
        assertTrue(distance(findings, 3) < 2 * data, () -> distance(findings, 3) + ", data: " + data);
    }
}
