package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void firstAndLastAreKeptAndTheRestIsEven() {
        List<Integer> items = IntStream.rangeClosed(0, 1000).boxed().toList();
        assertEquals(List.of(0, 250, 500, 750, 1000), Thinning.evenly(items, 5));
    }

    @Test
    void fewItemsAreAllKept() {
        assertEquals(List.of(1, 2, 3), Thinning.evenly(List.of(1, 2, 3), 3));
        assertEquals(List.of(), Thinning.evenly(List.of(), 3));
    }
}
