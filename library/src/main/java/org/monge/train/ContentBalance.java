package org.monge.train;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Warns once when a generator that has a content term follows its adversarial term more than that.
 *
 * <p>Losses cannot be compared (a critic's scores may have any offset), so their pulls are: the norm of each weighted
 * term's gradient with respect to the samples of a batch.
 */
public final class ContentBalance implements Listener {
    static final String ADVERSARIAL = "generator/adversarial-pull";
    static final String CONTENT = "generator/content-pull";

    private final Consumer<String> warnings;
    private boolean warned;

    /** @param warnings is told in one line */
    public ContentBalance(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    @Override
    public void reported(Report report) {
        Map<String, Double> meters = report.meters();
        double adversarial = meters.getOrDefault(ADVERSARIAL, 0.0);
        double content = meters.getOrDefault(CONTENT, 0.0);
        if (!warned && adversarial > content) {
            warned = true;
            warnings.accept(String.format(
                    Locale.ROOT,
                    "step %d: the adversarial term pulls the generator with %.2g, the content term with %.2g:"
                            + " lower content's adversarial-weight, or raise its weight",
                    report.step(),
                    adversarial,
                    content));
        }
    }
}
