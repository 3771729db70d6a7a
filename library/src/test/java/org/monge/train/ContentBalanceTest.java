package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentBalanceTest {
    private final List<String> warnings = new ArrayList<>();
    private final ContentBalance balance = new ContentBalance(warnings::add);

    private void report(long step, double adversarial, double content) {
        Map<String, Double> meters = Map.of(ContentBalance.ADVERSARIAL, adversarial, ContentBalance.CONTENT, content);
        balance.reported(new Report(step, 1, meters));
    }

    @Test
    void warnsOnceWhenTheAdversarialTermDominates() {
        report(10, 0.1, 0.2);
        assertEquals(List.of(), warnings);
        report(20, 0.3, 0.2);
        report(30, 0.4, 0.2);
        assertEquals(
                List.of("step 20: the adversarial term pulls the generator with 0.30, the content term with 0.20:"
                        + " lower content's adversarial-weight, or raise its weight"),
                warnings);
    }

    @Test
    void isSilentWithoutAContentTerm() {
        balance.reported(new Report(10, 1, Map.of("generator/loss", 5.0)));
        assertEquals(List.of(), warnings);
    }
}
