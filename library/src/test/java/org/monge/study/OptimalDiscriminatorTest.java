package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimalDiscriminatorTest {
    @Test
    void trainedDiscriminatorComesNearTheBestOneAndItsValueNeverExceedsTheBest() {
        Map<String, Object> numbers =
                new OptimalDiscriminator().run(Effort.QUICK, 1, line -> {}).numbers();
        double best = (Double) numbers.get("-log 4 + 2 JSD");
        double value = (Double) numbers.get("value");
        assertTrue(value <= best, value + " and " + best);
        assertEquals(best, value, 0.01);
        assertTrue((Double) numbers.get("error") < 0.04, "error " + numbers.get("error"));
    }
}
