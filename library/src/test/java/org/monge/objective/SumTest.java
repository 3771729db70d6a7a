package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;

class SumTest extends PenaltyContract {
    private final RandomStream random = new RandomStream(11);

    @Override
    Penalty penalty() {
        return new Sum(List.of(new R1(1), new R2(3)));
    }

    @Test
    void costsAreAdded() {
        scoped(() -> {
            Tensor real = Tensors.of(new double[] {1, 3}, 2, 1);
            Tensor fake = Tensors.of(new double[] {2, 4}, 2, 1);
            // Halves of 1 * 5 and 3 * 10.
            assertEquals(17.5, value(penalty().evaluate(new Quadratic(), real, fake, random)), 1e-13);
        });
    }

    @Test
    void oneThatAsksForMoreIsEnough() {
        Penalty differences = new FiniteDifferencePenalty(1, 1);
        assertTrue(new Sum(List.of(new NoPenalty(), new R1(1))).differentiatesScores());
        assertFalse(new Sum(List.of(new NoPenalty(), differences)).differentiatesScores());
        assertTrue(new Sum(List.of(new NoPenalty(), differences)).isPerSample());
        assertFalse(new Sum(List.of(new NoPenalty())).isPerSample());
    }

    @Test
    void nothingIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new Sum(List.of()));
        assertEquals("of must be at least one penalty, got none", refusal.getMessage());
    }
}
