package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyChartTest {
    @ParameterizedTest
    @CsvSource({
        "-0.098333334798614, -0.09833",
        "0.05, 0.05",
        "0, 0",
        "12, 12",
        "12500, 12500",
        "123456, 123456",
        "1.5, 1.5"
    })
    void ticksHaveTheDigitsThatPeopleRead(double value, String text) {
        assertEquals(text, StudyChart.tick(value));
    }
}
