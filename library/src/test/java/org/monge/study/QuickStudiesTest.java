package org.monge.study;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every study as {@code monge study NAME --quick} runs it. */
@Tag("slow")
class QuickStudiesTest {
    static List<Study> studies() {
        return Studies.all();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void takeLessThanTwoMinutes(Study study) {
        Findings findings =
                assertTimeout(Duration.ofMinutes(2), () -> study.run(Effort.QUICK, 1, line -> {}), study::name);
        assertFalse(findings.numbers().isEmpty());
        assertFalse(findings.charts().isEmpty());
    }
}
