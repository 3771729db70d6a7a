package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTextTest {
    static Map<String, Double> meters() {
        Map<String, Double> meters = new LinkedHashMap<>();
        meters.put("discriminator/real", 0.1);
        meters.put("discriminator/fake", -1.434);
        meters.put("discriminator/penalty", 0.2);
        meters.put("discriminator/loss", -1.234);
        meters.put("generator/loss", 0.5);
        meters.put("wasserstein", 1.534);
        return meters;
    }

    @Test
    void discriminatorOfAWassersteinGameIsCalledTheCritic() {
        assertEquals(
                "critic -1.234 (real 0.100 fake -1.434 penalty 0.200) generator 0.500 wasserstein 1.534",
                MeterText.full(meters()));
        assertEquals("critic -1.234 generator 0.500 wasserstein 1.534", MeterText.brief(meters()));
    }

    @Test
    void unknownMetersAreShownToo() {
        Map<String, Double> meters = new LinkedHashMap<>();
        meters.put("generator/entropy", 2.0);
        meters.put("discriminator/loss", 1.0);
        meters.put("encoder/loss", 3.0);
        meters.put("jensen-shannon", 0.25);
        assertEquals(
                "generator (entropy 2.000) discriminator 1.000 encoder 3.000 jensen-shannon 0.250",
                MeterText.full(meters));
        assertEquals("discriminator 1.000 encoder 3.000 jensen-shannon 0.250", MeterText.brief(meters));
    }

    @Test
    void numbersAreReadableAtEverySizeAndInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("-1234.568", MeterText.number(-1234.5678));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("0.000", MeterText.number(0));
        assertEquals("1.50e-05", MeterText.number(1.5e-5));
        assertEquals("-2.00e+07", MeterText.number(-2e7));
        assertEquals("NaN", MeterText.number(Double.NaN));
    }
}
