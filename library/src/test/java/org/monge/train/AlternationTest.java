package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.monge.train.Alternation.Burst;
import org.monge.train.Alternation.Order;

class AlternationTest {
    @Test
    void discriminatorHasAsManyUpdatesInEveryStep() {
        assertEquals(List.of(5, 5, 5), steps(Alternation.of(5), 0, 1, 500));
    }

    @Test
    void wgansProgramPlaysAHundredInTheFirstTwentyFiveStepsAndEveryFiveHundredth() {
        Alternation wgan = new Alternation(5, 1, new Burst.Periodic(100, 25, 500), Order.ALTERNATING);
        assertEquals(List.of(100, 100, 5, 5, 100, 5, 100), steps(wgan, 0, 24, 25, 499, 500, 501, 1000));
    }

    private static List<Integer> steps(Alternation alternation, long... at) {
        return LongStream.of(at).mapToObj(alternation::discriminatorSteps).toList();
    }

    @Test
    void simultaneousPlayersHaveOneUpdateEach() {
        Burst none = new Burst.None();
        new Alternation(1, 1, none, Order.SIMULTANEOUS);
        for (Runnable impossible : List.<Runnable>of(
                () -> new Alternation(2, 1, none, Order.SIMULTANEOUS),
                () -> new Alternation(1, 2, none, Order.SIMULTANEOUS),
                () -> new Alternation(1, 1, new Burst.Periodic(9, 1, 1), Order.SIMULTANEOUS))) {
            var refused = assertThrows(IllegalArgumentException.class, impossible::run);
            assertEquals(
                    "order must be alternating where a player has more than one update, got simultaneous",
                    refused.getMessage());
        }
    }
}
