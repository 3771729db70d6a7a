package org.monge.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequireTest {
    @Test
    void breachNamesTheSettingTheRuleAndTheValue() {
        refused("weight must be at least 0, got -1.0", () -> Require.notNegative("weight", -1.0));
        refused("weight must be at least 0, got NaN", () -> Require.notNegative("weight", Double.NaN));
        refused("weight must be at least 0, got -1", () -> Require.notNegative("weight", -1));
        refused("rate must be greater than 0, got 0.0", () -> Require.positive("rate", 0.0));
        refused("rate must be greater than 0, got Infinity", () -> Require.positive("rate", Double.POSITIVE_INFINITY));
        refused("size must be at least 1, got 0", () -> Require.positive("size", 0));
        refused("beta1 must be at least 0 and less than 1, got 1.0", () -> Require.fraction("beta1", 1.0));
        refused("beta1 must be at least 0 and less than 1, got NaN", () -> Require.fraction("beta1", Double.NaN));
        refused("shape must have extents of at least 1, got [3, 0]", () -> Shape.of(3, 0));
    }

    @Test
    void limitsThemselvesAreAllowedWhereTheRuleSaysSo() {
        assertDoesNotThrow(() -> Require.notNegative("weight", 0.0));
        assertDoesNotThrow(() -> Require.positive("size", 1));
        assertDoesNotThrow(() -> Require.fraction("beta1", 0));
    }

    @Test
    void shapeTellsItsSizeAndBatch() {
        Shape shape = Shape.of(3, 32, 16);
        assertEquals(1536, shape.size());
        assertEquals("3x32x16", shape.toString());
        assertEquals("[5, 3, 32, 16]", Arrays.toString(shape.batch(5)));
        assertThrows(
                ArithmeticException.class, () -> Shape.of(1L << 40, 1L << 40).size());
    }

    private static void refused(String message, Executable setting) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, setting).getMessage());
    }
}
