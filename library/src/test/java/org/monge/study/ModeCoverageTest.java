package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monge.data.PointCloud;
import org.monge.study.ModeCoverage.Budget;

class ModeCoverageTest {
    private static Map<String, Map<?, ?>> rows(List<String> games, Budget budget) {
        Findings findings = ModeCoverage.plane(List.of(PointCloud.EIGHT_GAUSSIANS), games, budget, 1, line -> {});
        Map<String, Map<?, ?>> rows = new LinkedHashMap<>();
        for (Object row : (List<?>) findings.numbers().get("8-gaussians")) {
            Map<?, ?> numbers = (Map<?, ?>) row;
            rows.put((String) numbers.get("game"), numbers);
        }
        return rows;
    }

    private static double distance(Map<?, ?> row) {
        return (Double) row.get("earth-mover-distance");
    }

    @Test
    void severalTrialsHaveStandardErrors() {
        Map<String, Map<?, ?>> rows = rows(ModeCoverage.names(), new Budget(8, 4, 2, 1, 1, "constant", 2));
        assertEquals(1 + ModeCoverage.names().size(), rows.size());
        for (Map<?, ?> row : rows.values()) {
            double modes = (Double) row.get("modes");
            double error = (Double) row.get("+-modes");
            assertTrue(modes >= 0 && modes <= 8, row::toString);
            // of two whole numbers a and b the mean is (a + b) / 2 and its standard error |a - b| / 2
            assertEquals(0, (modes + error) % 1, 1e-9, row::toString);
        }
    }

    @Test
    void trialsWithoutANumberAreLeftOutOfItsMeanAndTheOthersCounted() {
        List<Map<String, Double>> trials =
                List.of(Map.of("reverse-kl", 1.0), Map.of("reverse-kl", Double.NaN), Map.of("reverse-kl", 2.0));
        // the standard error of the mean of two numbers is half their distance
        assertEquals(
                Map.of("game", "GAN", "reverse-kl", 1.5, "+-reverse-kl", 0.5, "trials with reverse-kl", 2),
                ModeCoverage.row("GAN", trials));
    }

    @Test
    void aPenalisedCriticFindsModesAndComesNearerToTheDataThanAGan() {
        Map<String, Map<?, ?>> rows = rows(List.of("GAN", "WGAN-GP"), Budget.hasty(500));
        Map<?, ?> penalised = rows.get("WGAN-GP");
        double data = distance(rows.get("the data"));
        assertTrue((Double) penalised.get("modes") >= 6, penalised::toString);
        // twice what two draws of the data are apart by themselves
        assertTrue(distance(penalised) < 2 * data, () -> penalised + ", data: " + data);
        assertTrue(distance(rows.get("GAN")) > distance(penalised), () -> rows + "");
    }
}
