package org.monge.report;

import java.util.ArrayList;
import java.util.List;

/** Fewer of many, evenly. */
final class Thinning {
    private Thinning() {}

    /** At most {@code limit} of {@code items}, evenly spaced, the first and the last among them. */
    static <T> List<T> evenly(List<T> items, int limit) {
        if (items.size() <= limit) {
            return items;
        }
        List<T> kept = new ArrayList<>(limit);
        for (long i = 0; i < limit; i++) {
            kept.add(items.get((int) (i * (items.size() - 1) / (limit - 1))));
        }
        return kept;
    }
}
